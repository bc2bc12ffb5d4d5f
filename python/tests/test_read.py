"""What is promised of records: their words, their JSON, their errors."""

import copy
import json
import os
import pathlib
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import jikenbo

ROOT = pathlib.Path(__file__).resolve().parents[2]

TEXT = (
    "青葉堂株式会社　不正アクセスによる個人情報漏えいのお知らせ\n"
    "2024年6月5日\n"
    "𠮷野通販サイトにおいて、2024年6月3日、第三者による不正アクセスを検知いたしました。\n"
    "お客様1,234名の氏名とメールアドレスが漏えいした可能性がございます。クレジットカード情報は含まれておりません。"
)


def proved(record):
    """Every fact, each of its places, and every doubt cut their words out of the text."""
    places = 0
    for fact in record.facts():
        for words in (fact.evidence, *fact.also):
            start, end = words.span
            assert record.text[start:end] == words.quote
            assert words.quote and "/" in words.rule
            places += 1
    for doubt in record.doubts:
        start, end = doubt.span
        assert record.text[start:end] == doubt.quote
    return places


def corpus():
    texts = sorted(ROOT.glob("corpus/*/source.txt"))
    if not texts:
        pytest.skip("skipped: there is no corpus beside the package")
    return texts


def test_a_text_gives_facts_with_their_words():
    record = jikenbo.read(TEXT)
    assert record["published"] == "2024-06-05"
    assert record["kinds"] == ["unauthorized_access"]
    (count,) = record.facts("counts")
    assert (count.value["value"], count["unit"], count["bound"], count.quote) == (1234, "people", "exact", "お客様1,234名")
    discovery = [fact for fact in record.facts("timeline") if fact["event"] == "discovery"]
    # The character before it takes two units in UTF-16 and four bytes in UTF-8: spans count code points.
    assert TEXT[slice(*discovery[0].span)] == discovery[0].quote
    assert discovery[0].rule == "timeline/discovery"
    assert record.fact("organization")["name"] == "青葉堂株式会社"
    assert {(item["item"], item["state"]) for item in record["data_items"]} >= {("name", "affected"), ("card_number", "excluded")}
    assert proved(record) > 8


def test_a_record_is_a_mapping_and_what_is_not_told_is_not_there():
    record = jikenbo.read(TEXT)
    assert "money" not in record and record.get("money") is None and record.facts("money") == []
    assert dict(record) == record.json == json.loads(json.dumps(record.json))
    assert list(record)[0] == "title" and len(record) == len(record.json)
    with pytest.raises(KeyError):
        record["money"]
    with pytest.raises(KeyError, match="expected a key of a record"):
        record.facts("papyrus")
    with pytest.raises(TypeError, match="plain text"):
        record.fact("title")["start"]
    assert [fact.key for fact in record.facts()] == sorted((f.key for f in record.facts()), key=jikenbo.KEYS.index)
    assert pickle.loads(pickle.dumps(record)) == record == copy.deepcopy(record)
    assert "青葉堂株式会社" in repr(record)
    assert record == jikenbo.read(TEXT), "the same text, the same record"


@pytest.mark.parametrize("text", ["", "\n\n", " ", "本日は晴天なり。", "\x00\u202e\ufeff", "𠮷" * 10_000, "１" * 5_000])
def test_any_text_gives_a_record(text):
    assert proved(jikenbo.read(text)) >= 0


def test_spans_point_into_the_text_as_it_is_kept():
    record = jikenbo.read("\r\n\r\n" + TEXT.replace("\n", "\r\n") + "\r\n\r\n")
    assert record.text == TEXT
    assert record == jikenbo.read(TEXT)


def test_what_is_no_text_is_refused_in_clear_words():
    for wrong in (None, 7, b"bytes", ["text"]):
        with pytest.raises(TypeError, match="expected a text, found"):
            jikenbo.read(wrong)
    with pytest.raises(ValueError, match="found half of one at 2"):
        jikenbo.read("事件\ud800")
    with pytest.raises(TypeError, match="expected several texts, found one"):
        jikenbo.read_many("text")
    with pytest.raises(ValueError, match="expected 0 or more threads, found -1"):
        jikenbo.read_many([], threads=-1)


def test_many_texts_give_their_records_in_order():
    texts = [f"{n}名の氏名が漏えいした可能性がございます。" for n in range(1, 60)]
    one_by_one = [jikenbo.read(text) for text in texts]
    assert [record["counts"][0]["value"] for record in one_by_one] == list(range(1, 60))
    for threads in (0, 1, 2, 1_000):
        assert jikenbo.read_many(iter(texts), threads=threads) == one_by_one
    assert jikenbo.read_many([]) == []


def test_other_threads_go_on_while_texts_are_read():
    gate, ran = threading.Lock(), []

    def other():
        with gate:
            ran.append(True)

    interval = sys.getswitchinterval()
    # No thread is made to let another run: it does so only by itself, as a call that reads texts must.
    sys.setswitchinterval(1_000)
    try:
        gate.acquire()
        thread = threading.Thread(target=other)
        thread.start()
        gate.release()
        jikenbo._native.read_many([TEXT * 20] * 60, 1)
        seen = list(ran)
    finally:
        sys.setswitchinterval(interval)
    thread.join()
    assert seen == [True]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(jikenbo.read, [TEXT] * 8)) == [jikenbo.read(TEXT)] * 8


def test_a_page_gives_its_notices():
    page = f"<html><nav>メニュー</nav><main><h1>{TEXT.splitlines()[0]}</h1><p>{'</p><p>'.join(TEXT.splitlines()[1:])}</p></main></html>"
    for data, media_type in ((page.encode(), None), (page.encode("utf-16"), None), (bytearray(page.encode()), "text/html; charset=utf-8")):
        (notice,) = jikenbo.read_page(data, media_type)
        assert "メニュー" not in notice.text
        assert notice.record["kinds"] == ["unauthorized_access"] and notice.record.text == notice.text
        assert proved(notice.record) > 5
    (plain,) = jikenbo.read_page(TEXT.encode("utf-8"), form="text", one=True)
    assert plain.record == jikenbo.read(TEXT)


def test_a_page_that_cannot_be_read_says_why():
    for data, options, words in (
        (b"", {}, "found nothing but blanks"),
        (b"%PDF-1.7\n1 0 obj", {}, "found a PDF document"),
        (b"<p>x</p>" * 100, {"max_bytes": 10}, "found 800 bytes, expected at most 10"),
        (b"<div>" * 5_000, {}, "nested more than"),
    ):
        with pytest.raises(jikenbo.PageError, match=words):
            jikenbo.read_page(data, **options)
    assert issubclass(jikenbo.PageError, ValueError)
    with pytest.raises(ValueError, match="expected a form of html, text or mail, found \"papyrus\""):
        jikenbo.read_page(b"x", form="papyrus")
    with pytest.raises(TypeError, match="expected the bytes of a page, found str"):
        jikenbo.read_page("<p>text</p>")
    with pytest.raises(ValueError, match="expected 0 or more bytes, found -1"):
        jikenbo.read_page(b"x", max_bytes=-1)


def test_every_notice_of_the_corpus_is_proved():
    texts = corpus()
    records = jikenbo.read_many(path.read_text(encoding="utf-8") for path in texts)
    assert len(records) == len(texts) > 100
    assert sum(map(proved, records)) > 2_000


def test_records_are_those_of_the_program():
    """`JIKENBO_TEST_RECORDS` names a file that the project's test makes: what `jikenbo read` and `jikenbo read --one` print of files."""
    if "JIKENBO_TEST_RECORDS" not in os.environ:
        pytest.skip("skipped: JIKENBO_TEST_RECORDS names no records of the program")
    made = json.loads(pathlib.Path(os.environ["JIKENBO_TEST_RECORDS"]).read_text(encoding="utf-8"))
    pages, texts = made["read"], made["one"]
    assert len(pages["files"]) > 150 and len(texts["files"]) > 100
    notices = [notice for file in pages["files"] for notice in jikenbo.read_page((ROOT / file).read_bytes(), name=file)]
    # As text: the order of keys is part of it.
    assert [json.dumps(notice.record.json) for notice in notices] == [json.dumps(record) for record in pages["records"]]
    records = [jikenbo.read((ROOT / file).read_text(encoding="utf-8")) for file in texts["files"]]
    assert [json.dumps(record.json) for record in records] == [json.dumps(record) for record in texts["records"]]


def test_it_tells_its_version():
    assert jikenbo.__version__.count(".") == 2
