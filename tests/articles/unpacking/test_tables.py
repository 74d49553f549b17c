"""CSV and its kin."""

import csv
import io
import json

import pytest

from articles.reading import read
from articles.unpacking import container_format, unpack
from tests.articles.unpacking.building import HANS, HANT, outcomes, unpacked

TEXT = "The mayor said on Monday that the new bridge would open.\nIt cost 80 million, he said."


def table(*rows: list[str], delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_row_is_an_article(delimiter):
    data = table(
        ["Headline", "Outlet", "Publication Date", "URL", "Body"],
        ["A bridge, at last", "Example Post", "2021-09-06", "https://a.example/1", TEXT],
        delimiter=delimiter,
    ).encode()
    (member,) = unpack(data, name="news.csv")
    article = read(member.data, encoding=member.encoding)

    assert container_format(data) == "csv"
    assert member.name == "news.csv/row 2"
    assert article.title == "A bridge, at last"
    assert article.publisher == "Example Post"
    assert str(article.published) == "2021-09-06"
    assert article.url == member.url == "https://a.example/1"
    assert article.text.split("\n")[1:] == TEXT.split("\n")


@pytest.mark.parametrize(
    ("words", "header", "encoding"),
    [
        (HANS, ["标题", "正文", "日期", "媒体"], "gb18030"),
        (HANS, ["标题", "正文", "日期", "媒体"], "utf-8-sig"),
        (HANS, ["标题", "正文", "日期", "媒体"], "utf-16"),
        (HANT, ["標題", "內容", "日期", "來源"], "big5"),
    ],
)
def test_chinese_tables_in_their_encodings(words, header, encoding):
    data = table(header, [words[:9], words * 2, "2021年9月6日", "例报"]).encode(encoding, "ignore")
    (member,) = unpack(data)
    article = read(member.data, encoding=member.encoding)

    assert article.title == words[:9]
    assert str(article.published) == "2021-09-06"


def test_each_row_answers_for_itself():
    data = table(
        ["title", "text", "link", "shares"],
        ["A", TEXT, "", "3"],
        ["", "", "", ""],
        ["B", "", "https://a.example/2", ""],
        ["C", "", "", "1"],
        ["D", TEXT, "", "1", "one too many"],
        ["E", TEXT],
    ).encode()

    assert outcomes(data) == {
        "row 2": "read",
        "row 4": "fetch",
        "row 5": "no text of an article, and no address to fetch it from",
        "row 6": "more cells than the table has columns",
        "row 7": "read",
    }


def test_unknown_columns_stay_in_the_record():
    (member,) = unpack(table(["title", "text", "shares"], ["A", TEXT, "3"]).encode())

    assert json.loads(member.data) == {"title": "A", "text": TEXT, "shares": "3"}


@pytest.mark.parametrize(
    "text",
    [
        "id,name\n1,x\n",  # a table, but not of articles
        "title,author\nA,B\n",  # neither text nor address
        "Text, he said, and url\nwere the words of the day, and so on.\n",
        "A headline\n\nThe mayor said, on Monday, that the text was long.\n",
        "title,text",  # no row
        "Story, date, source\n\nThe mayor said the story had no date.\n\nHe left, then.\n",
        "标题：大桥，通车\n正文第一段，说了些什么。\n",
    ],
)
def test_other_texts_are_no_tables(text):
    assert container_format(text.encode()) is None


def test_a_table_that_begins_with_a_very_long_article():
    data = table(["title", "text"], ["A", TEXT * 2000], ["B", TEXT]).encode()

    assert outcomes(data) == {f"row {number}": "read" for number in (2, 3)}


def test_a_quotation_mark_that_never_closes_is_bounded():
    data = table(["title", "text"], ["A", TEXT]).encode() + b'B,"' + b"x" * 6_000_000
    members, reason = unpacked(data)

    assert len(members) == 1
    assert reason.startswith("the table is broken")
