"""jikenbo (事件簿) reads Japanese notices of security incidents into facts, each with the words that prove it.

It works offline and without a model: the same text gives the same record.

>>> import jikenbo
>>> record = jikenbo.read("青葉堂株式会社 不正アクセスのお知らせ 2024年6月5日\\n2024年6月3日、不正アクセスを検知しました。")
>>> record["published"], record["kinds"]
('2024-06-05', ['unauthorized_access'])
>>> fact = record.facts("timeline")[0]
>>> start, end = fact.span
>>> record.text[start:end] == fact.quote
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, List, Optional, Union

from . import _native
from ._frame import facts_frame, frame
from ._native import PageError, __version__
from ._record import KEYS, Doubt, Evidence, Fact, Record, record_of

__all__ = [
    "KEYS",
    "Doubt",
    "Evidence",
    "Fact",
    "Notice",
    "PageError",
    "Record",
    "__version__",
    "facts_frame",
    "frame",
    "read",
    "read_many",
    "read_page",
]


@dataclass(frozen=True)
class Notice:
    """One text as published, found on a page, and its record."""

    #: The text that every span points into.
    text: str
    #: Where it stands, if the page says so.
    url: Optional[str]
    #: A day near which it was published, known from the page around it (``2024-06-05``); never itself a fact.
    near: Optional[str]
    #: What was read.
    record: Record


def read(text: str) -> Record:
    """Reads a text that is one notice.

    Reading is total: an odd text gives an empty record or doubts, never an error. The record is that of ``jikenbo read --one``.

    :param text: the notice. Spans point into ``record.text``, which is this text with its line breaks made ``\\n`` and without
        blank lines at both ends.
    :raises TypeError: what is given is no text.
    :raises ValueError: the text holds half a character (a lone surrogate), so that it cannot be encoded.

    >>> read("").facts()
    []
    """
    text, url, _, wire = _native.read(_whole(text))
    return record_of(text, url, wire)


def read_many(texts: Iterable[str], *, threads: int = 0) -> List[Record]:
    """Reads texts, each of them one notice, in their order.

    Other threads of Python go on meanwhile.

    :param threads: how many threads read; 0 for as many as there are cores.
    :raises TypeError: one of them is no text, or all of them are one text.
    :raises ValueError: a number of threads below 0, or a text as :func:`read` refuses it.

    >>> [record.get("kinds") for record in read_many(["ランサムウェアに感染しました。", "晴天なり。"])]
    [['ransomware'], None]
    """
    if isinstance(texts, (str, bytes)):
        raise TypeError("expected several texts, found one: jikenbo.read reads it")
    if threads < 0:
        raise ValueError(f"expected 0 or more threads, found {threads}")
    rows = _native.read_many([_whole(text) for text in texts], threads)
    return [record_of(text, url, wire) for text, url, _, wire in rows]


def read_page(
    data: Union[bytes, bytearray, memoryview],
    media_type: Optional[str] = None,
    *,
    name: Optional[str] = None,
    form: Optional[str] = None,
    one: bool = False,
    max_bytes: Optional[int] = None,
) -> List[Notice]:
    """Reads the notices of a page (HTML, plain text or an e-mail), in page order.

    Menus, headers and footers are left out, and a page of several notices is divided. The records are those of ``jikenbo read``. A PDF
    document is refused: ``jikenbo read`` reads it, in a process of its own.

    :param data: the page's bytes, in whatever encoding.
    :param media_type: the ``Content-Type`` that the server said: ``text/html; charset=Shift_JIS``.
    :param name: the file's name, whose ending tells the form where nothing else does.
    :param form: ``html``, ``text`` or ``mail``; found from the bytes otherwise.
    :param one: the page holds one notice: do not divide it.
    :param max_bytes: the most bytes that a page may have; 16 MiB otherwise.
    :raises PageError: what was expected of the page, and what was found; it is a ``ValueError``.
    :raises TypeError: the page is no bytes.

    >>> page = "<h1>不正アクセスのお知らせ</h1><p>2024年6月3日、不正アクセスを検知しました。</p>".encode("shift_jis")
    >>> [notice.record["kinds"] for notice in read_page(page, "text/html; charset=Shift_JIS")]
    [['unauthorized_access']]
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"expected the bytes of a page, found {type(data).__name__}")
    if max_bytes is not None and max_bytes < 0:
        raise ValueError(f"expected 0 or more bytes, found {max_bytes}")
    rows = _native.read_page(bytes(data), media_type, name, form, one, max_bytes)
    return [Notice(text, url, near, record_of(text, url, wire)) for text, url, near, wire in rows]


def _whole(text: str) -> str:
    """The text, if it is one that can be encoded."""
    if not isinstance(text, str):
        raise TypeError(f"expected a text, found {type(text).__name__}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"expected a text of whole characters, found half of one at {error.start}") from error
    return text
