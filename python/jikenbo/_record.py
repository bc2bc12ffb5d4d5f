"""A record, its facts, and the words that prove them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Mapping, Optional, Tuple

#: The keys of a record, in its order. docs/record.md tells what each of them means.
KEYS: Tuple[str, ...] = (
    "title",
    "organization",
    "published",
    "stage",
    "services",
    "kinds",
    "causes",
    "actor",
    "discovered_by",
    "timeline",
    "counts",
    "data_items",
    "leak_status",
    "secondary_damage",
    "authorities",
    "third_parties",
    "money",
    "measures",
)

#: What stands in an object beside its value.
_EVIDENCE = ("quote", "span", "rule", "also")


@dataclass(frozen=True)
class Evidence:
    """Words that prove a fact."""

    #: The words, to the letter.
    quote: str
    #: Where they stand: ``record.text[start:end] == quote``.
    span: Tuple[int, int]
    #: The rule page that found them: ``timeline/discovery``.
    rule: str


@dataclass(frozen=True)
class Fact:
    """A value that the notice states, with the words that prove it."""

    #: The key of the record that it stands under: ``timeline``.
    key: str
    #: What is said: a string (``kinds``, ``causes``, ``published`` …) or a dictionary (``timeline``, ``counts`` …).
    value: Any
    #: The words that prove it best.
    evidence: Evidence
    #: Further places that say the same.
    also: Tuple[Evidence, ...] = ()

    @property
    def quote(self) -> str:
        """The words that prove it, to the letter."""
        return self.evidence.quote

    @property
    def span(self) -> Tuple[int, int]:
        """Where they stand: ``record.text[start:end] == fact.quote``."""
        return self.evidence.span

    @property
    def rule(self) -> str:
        """The rule page that found it: ``timeline/discovery``."""
        return self.evidence.rule

    def __getitem__(self, part: str) -> Any:
        """A part of a value that has several: ``fact["start"]``."""
        if isinstance(self.value, Mapping):
            return self.value[part]
        raise TypeError(f"expected a fact of several parts, found {self.key}, which is plain text")


@dataclass(frozen=True)
class Doubt:
    """What the reader saw and did not make a fact of."""

    #: The key that it would have belonged to.
    key: str
    #: The words.
    quote: str
    #: Where they stand.
    span: Tuple[int, int]
    #: Why it is no fact.
    why: str


class Record(Mapping[str, Any]):
    """Everything read from one notice.

    As a mapping it is what ``jikenbo read`` prints: ``record["kinds"]``, ``dict(record)``, ``json.dumps(record.json)``. A key that
    the notice does not speak of is not there: unknown is never 0. As facts it is :meth:`facts`, each with its words.
    """

    __slots__ = ("json", "text", "url")

    #: What ``jikenbo read`` prints, as plain dictionaries and lists.
    json: Dict[str, Any]
    #: The text that every span points into: the text given, its line breaks made ``\n`` and without blank ends.
    text: str
    #: Where the notice stands, if the page says so.
    url: Optional[str]

    def __init__(self, record: Dict[str, Any], text: str, url: Optional[str] = None) -> None:
        self.json = record
        self.text = text
        self.url = url

    def __getitem__(self, key: str) -> Any:
        return self.json[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.json)

    def __len__(self) -> int:
        return len(self.json)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Record):
            return self.json == other.json and self.text == other.text and self.url == other.url
        if isinstance(other, Mapping):
            return self.json == dict(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> Tuple[Any, ...]:
        return (Record, (self.json, self.text, self.url))

    def __repr__(self) -> str:
        title = self.get("title") or self.text.split("\n", 1)[0]
        return f"<jikenbo.Record {title[:40]!r}, {len(self.facts())} facts>"

    def facts(self, key: Optional[str] = None) -> List[Fact]:
        """The facts, in the order of the record; of one key, if it is named.

        :raises KeyError: a name that is no key of a record.
        """
        if key is not None:
            if key not in KEYS:
                raise KeyError(f"expected a key of a record ({', '.join(KEYS)}), found {key!r}")
            return self._facts_of(key)
        return [fact for name in KEYS for fact in self._facts_of(name)]

    def fact(self, key: str) -> Optional[Fact]:
        """The only fact of a key, or its first; ``None`` where the notice does not speak of it."""
        facts = self.facts(key)
        return facts[0] if facts else None

    @property
    def doubts(self) -> List[Doubt]:
        """What the reader saw and did not make a fact of, in reading order."""
        rows = self.json.get("doubts", [])
        return [Doubt(row["key"], row["quote"], (row["span"][0], row["span"][1]), row["why"]) for row in rows]

    def _facts_of(self, key: str) -> List[Fact]:
        value = self.json.get(key)
        if value is None:
            return []
        proof = self.json.get("evidence", {}).get(key)
        if isinstance(value, list):
            # The kinds alone are plain codes in a list; their words stand apart, in the same order.
            proofs = proof if proof is not None else value
            return [_fact(key, one, words) for one, words in zip(value, proofs)]
        return [_fact(key, value, proof if proof is not None else value)]


def _fact(key: str, value: Any, proof: Mapping[str, Any]) -> Fact:
    if isinstance(value, Mapping):
        parts = {name: part for name, part in value.items() if name not in _EVIDENCE}
        value = parts["code"] if list(parts) == ["code"] else parts
    return Fact(key, value, _evidence(proof), tuple(_evidence(one) for one in proof.get("also", [])))


def _evidence(proof: Mapping[str, Any]) -> Evidence:
    start, end = proof["span"]
    return Evidence(proof["quote"], (start, end), proof["rule"])


def record_of(text: str, url: Optional[str], wire: str) -> Record:
    """A record of its JSON."""
    return Record(json.loads(wire), text, url)
