"""Records as tables of pandas, which is imported when a table is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Optional, Tuple, Union

from ._record import Fact, Record

if TYPE_CHECKING:
    import pandas

#: The columns of :func:`frame`, with the type of each.
COLUMNS: Dict[str, str] = {
    "notice": "int64",
    "title": "string",
    "organization": "string",
    "sector": "string",
    "published": "string",
    "stage": "string",
    "kinds": "object",
    "causes": "object",
    "actor": "string",
    "discovered_by": "string",
    "occurred": "string",
    "discovered": "string",
    "people": "UInt64",
    "people_bound": "string",
    "cards": "UInt64",
    "cards_bound": "string",
    "items": "object",
    "leak_status": "string",
    "secondary_damage": "string",
    "measures": "object",
    "url": "string",
    "text": "string",
}

#: The columns of :func:`facts_frame`, with the type of each.
FACT_COLUMNS: Dict[str, str] = {
    "notice": "int64",
    "key": "string",
    "value": "string",
    "code": "string",
    "name": "string",
    "start": "string",
    "end": "string",
    "number": "UInt64",
    "bound": "string",
    "unit": "string",
    "state": "string",
    "quote": "string",
    "span_start": "int64",
    "span_end": "int64",
    "rule": "string",
    "places": "int64",
}

Source = Union[str, Record]


def frame(source: Union[Source, Iterable[Source]]) -> "pandas.DataFrame":
    """A table with one row a notice, of texts or records (or both).

    What a notice does not tell is ``<NA>``, or an empty list, never 0. Dates are text, as exact as the notice (``2024-06``):
    ``pandas.to_datetime(table.published, errors="coerce", format="%Y-%m-%d")`` gives those told to the day. ``people`` and ``cards`` are the largest
    figures of persons (or of records about them) and of payment cards, with how they were said beside them.

    :raises ImportError: pandas is not installed.
    """
    return _table([_row(number, record) for number, record in enumerate(_records(source))], COLUMNS)


def facts_frame(source: Union[Source, Iterable[Source]]) -> "pandas.DataFrame":
    """A table with one row a fact, of texts or records (or both).

    ``notice`` is the row of :func:`frame`. ``quote`` is what proves the fact, and stands in the record's text from ``span_start`` to
    ``span_end``; ``places`` tells in how many places the notice says so.

    :raises ImportError: pandas is not installed.
    """
    rows = [_fact_row(number, fact) for number, record in enumerate(_records(source)) for fact in record.facts()]
    return _table(rows, FACT_COLUMNS)


def _records(source: Union[Source, Iterable[Source]]) -> List[Record]:
    from . import read_many

    everything = [source] if isinstance(source, (str, Record)) else list(source)
    for one in everything:
        if not isinstance(one, (str, Record)):
            raise TypeError(f"expected texts or records, found {type(one).__name__}")
    texts = iter(read_many([one for one in everything if isinstance(one, str)]))
    return [one if isinstance(one, Record) else next(texts) for one in everything]


def _table(rows: List[Dict[str, Any]], columns: Dict[str, str]) -> "pandas.DataFrame":
    try:
        import pandas
    except ImportError as error:
        raise ImportError("a table needs pandas, which is not installed: pip install 'jikenbo[pandas]'") from error
    # Each column by itself, of its own type: a table of no rows has the same types as one of many.
    return pandas.DataFrame(
        {name: pandas.Series([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()}
    )


def _row(number: int, record: Record) -> Dict[str, Any]:
    organization = record.get("organization", {})
    row: Dict[str, Any] = {name: record.get(name) for name in COLUMNS}
    row.update(
        notice=number,
        organization=organization.get("name"),
        sector=organization.get("sector"),
        kinds=_distinct(record.get("kinds", [])),
        causes=_distinct([cause["code"] for cause in record.get("causes", [])]),
        measures=_distinct([measure["code"] for measure in record.get("measures", [])]),
        items=_distinct([row["item"] for row in record.get("data_items", []) if row["state"] != "excluded"]),
        occurred=_first(record, "occurrence") or _first(record, "exposure_window"),
        discovered=_first(record, "discovery"),
        url=record.url,
        text=record.text,
    )
    people = _largest(record, "personal", ("people", "records"))
    cards = _largest(record, "card", None)
    row.update(people=people.get("value"), people_bound=people.get("bound"))
    row.update(cards=cards.get("value"), cards_bound=cards.get("bound"))
    return row


def _first(record: Record, event: str) -> Optional[str]:
    dates = [row["start"] for row in record.get("timeline", []) if row["event"] == event]
    return min(dates) if dates else None


def _largest(record: Record, subject: str, units: Optional[Tuple[str, ...]]) -> Dict[str, Any]:
    counts = [row for row in record.get("counts", []) if row["subject"] == subject]
    counts = [row for row in counts if units is None or row["unit"] in units]
    # Of equal figures the last, as the casebook has it.
    return max(reversed(counts), key=lambda row: row["value"], default={})


def _distinct(codes: List[str]) -> List[str]:
    return list(dict.fromkeys(codes))


#: Which part of a value is its code, by key.
_CODES = {
    "organization": "sector",
    "timeline": "event",
    "counts": "subject",
    "data_items": "item",
    "authorities": "authority",
    "third_parties": "role",
    "money": "currency",
}


def _fact_row(number: int, fact: Fact) -> Dict[str, Any]:
    row: Dict[str, Any] = {"notice": number, "key": fact.key, "quote": fact.quote, "rule": fact.rule}
    row.update(span_start=fact.span[0], span_end=fact.span[1], places=1 + len(fact.also))
    if not isinstance(fact.value, dict):
        plain = fact.key in ("title", "published")
        row.update(value=fact.value, code=None if plain else fact.value)
        return row
    value = fact.value
    row.update(code=value.get(_CODES.get(fact.key, "")), name=value.get("name"), bound=value.get("bound"))
    row.update(start=value.get("start") or value.get("date"), end=value.get("end"), unit=value.get("unit"))
    row.update(number=value.get("value", value.get("amount")), state=value.get("state"))
    row["value"] = next((str(value[part]) for part in ("value", "amount", "start", "name", "item") if value.get(part)), row["code"])
    return row
