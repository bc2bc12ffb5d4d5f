"""Records as tables: one row a notice, one row a fact."""

import subprocess
import sys

import pytest

import jikenbo

pandas = pytest.importorskip("pandas", reason="skipped: there is no pandas")

SHOP = (
    "株式会社あおば堂 不正アクセスによるカード情報漏えいのお知らせ 2024年6月5日\n"
    "2024年6月3日、カード会社から連絡を受けました。2023年1月から決済画面が改ざんされ、クレジットカード情報が最大1,234件漏えいした可能性がございます。\n"
)
QUIET = "本日は晴天なり。"


def test_a_row_a_notice():
    table = jikenbo.frame([SHOP, jikenbo.read(QUIET)])
    assert list(table["notice"]) == [0, 1] and list(table.columns)[:4] == ["notice", "title", "organization", "sector"]
    shop, quiet = table.iloc[0], table.iloc[1]
    assert (shop.published, shop.cards, shop.cards_bound, shop.discovered) == ("2024-06-05", 1234, "at_most", "2024-06-03")
    assert "payment_page_tampering" in shop.kinds and "card_number" in shop["items"]
    assert pandas.isna(shop.people), "what is not told is not 0"
    assert pandas.isna(quiet.published) and pandas.isna(quiet.cards) and quiet.kinds == []
    assert str(table.cards.dtype) == "UInt64", "whole numbers stay whole beside what is not told"
    assert table.text[0] == jikenbo.read(SHOP).text


def test_a_row_a_fact():
    record = jikenbo.read(SHOP)
    table = jikenbo.facts_frame(record)
    assert len(table) == len(record.facts()) > 5
    for row in table.itertuples():
        assert record.text[row.span_start : row.span_end] == row.quote
    count = table[table.key == "counts"].iloc[0]
    assert (count.number, count.bound, count.unit, count.code, count.value) == (1234, "at_most", "records", "card", "1234")
    event = table[(table.key == "timeline") & (table.code == "discovery")].iloc[0]
    assert (event.start, event.value) == ("2024-06-03", "2024-06-03")
    title = table[table.key == "title"].iloc[0]
    assert "あおば堂" in title.value and pandas.isna(title.code)
    assert set(jikenbo.facts_frame(["", SHOP]).notice) == {1}


def test_a_table_of_nothing_has_its_columns_and_their_types():
    for make in (jikenbo.frame, jikenbo.facts_frame):
        full, empty = make([SHOP]), make([])
        assert len(empty) == 0 and list(empty.columns) == list(full.columns)
        assert list(empty.dtypes) == list(full.dtypes)


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError, match="expected texts or records, found int"):
        jikenbo.frame([SHOP, 7])


def test_the_package_works_without_pandas_and_says_what_a_table_needs():
    program = (
        "import sys; sys.modules['pandas'] = None\n"
        "import jikenbo\n"
        "assert jikenbo.read('ランサムウェアに感染しました。')['kinds'] == ['ransomware']\n"
        "try:\n    jikenbo.frame(['x'])\n"
        "except ImportError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "pip install 'jikenbo[pandas]'" in done.stdout
