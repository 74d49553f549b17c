"""Articles as JSON objects; every character leads into its string literal."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import UnreadableArticle, read
from articles.reading.fields import by_field, field_of, field_rules, is_cut_off
from articles.reading.tracedjson import read_json
from articles.spans import Span

HTML = (
    "<p>The mayor said on Monday: “The bridge &amp; the road open.”</p>\n<p>It cost 80 million.</p>"
)
LINES = ["The mayor said on Monday: “The bridge & the road open.”", "It cost 80 million."]
RULES = field_rules()


@pytest.mark.parametrize("rule", RULES["field"], ids=lambda rule: rule["is"])
def test_a_field_knows_its_examples_only(rule):
    assert {field_of(name) for name in rule["examples"]} == {rule["is"]}
    assert rule["is"] not in {field_of(name) for name in rule["counterexamples"]}


def test_no_name_means_two_fields():
    names = [name for rule in RULES["field"] for name in rule["names"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES["cut"])
def test_a_cut_off_text_says_so(rule):
    assert all(map(is_cut_off, rule["examples"]))
    assert not any(map(is_cut_off, rule["counterexamples"]))


def test_the_better_name_of_a_field_goes_first():
    assert by_field({"content": 1, "text": 2, "content_html": 3, "x": 4}) == {"text": [3, 2, 1]}


SHAPES = {
    "plain": {
        "title": "A bridge opens",
        "text": "\n\n".join(LINES),
        "url": "https://a.example/1",
        "date": "2021-09-06T10:00:00Z",
        "publisher": "Example Post",
        "author": "Ann Lee",
    },
    "newsapi": {
        "source": {"id": "ep", "name": "Example Post"},
        "author": "By Ann Lee",
        "title": "A bridge opens",
        "description": "Short.",
        "url": "https://a.example/1",
        "publishedAt": "2021-09-06T10:00:00Z",
        "content": HTML,
    },
    "wordpress": {
        "link": "https://a.example/1",
        "date_published": "2021-09-06T10:00:00+00:00",
        "title": {"rendered": "A bridge opens"},
        "content": {"rendered": HTML, "protected": False},
        "author": "Ann Lee",
        "publication": "Example Post",
    },
    "schema.org": {
        "@type": "NewsArticle",
        "headline": "A bridge opens",
        "articleBody": "\n".join(LINES),
        "datePublished": "2021-09-06T10:00:00Z",
        "mainEntityOfPage": {"@id": "x", "url": "https://a.example/1"},
        "author": [{"@type": "Person", "name": "Ann Lee"}],
        "publisher": {"@type": "Organization", "name": "Example Post"},
    },
    "paragraphs": {
        "headline": {"main": "A bridge opens", "kicker": "Town"},
        "body": LINES,
        "web_url": "https://a.example/1",
        "pub_date": 1630922400,
        "outlet": "Example Post",
        "byline": {"original": "By Ann Lee"},
    },
    "chinese names": {
        "标题": "A bridge opens",
        "正文": HTML,
        "链接": "https://a.example/1",
        "发布时间": "20210906T100000Z",
        "媒体": "Example Post",
        "记者": "Ann Lee",
    },
    "whole page": {
        "title": "A bridge opens",
        "html": f"<html><body><h1>A bridge opens</h1><article>{HTML * 3}</article></body></html>",
        "url": "https://a.example/1",
        "timestamp": "1630922400000",
        "source": "Example Post",
        "author": "Ann Lee",
    },
}


@pytest.mark.parametrize("record", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_records_of_every_shape(record, ascii_only):
    article = read(json.dumps(record, ensure_ascii=ascii_only, indent=1).encode())

    assert article.format == "record"
    assert article.title == "A bridge opens"
    assert article.text.split("\n")[:3] == ["A bridge opens", *LINES]
    assert article.url == "https://a.example/1"
    assert article.published.isoformat() == "2021-09-06T10:00:00+00:00"
    assert article.publisher == "Example Post"
    assert article.byline == "Ann Lee"


def test_a_record_needs_a_whole_text_and_a_name():
    for record in (
        {"title": "A", "url": "https://a.example/1"},
        {"title": "A", "text": "Too short."},
        {"text": " ".join(LINES)},
        {"title": "A", "content": " ".join(LINES) + "… [+300 chars]"},
        [{"title": "A", "text": " ".join(LINES)}],
    ):
        with pytest.raises(UnreadableArticle, match="JSON, not an article"):
            read(json.dumps(record).encode())


# fmt: off
ALPHABET = (
    "a", "é", "e\u0301", '"', "\\", "/", "\n", "\t", "克", "😀", "&amp;", "&lt;", " ", ".",
)
# fmt: on
PIECES = st.lists(st.sampled_from(ALPHABET), max_size=30).map("".join)
SCALARS = st.none() | st.booleans() | st.floats() | st.integers() | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(st.dictionaries(st.text(max_size=5), PIECES, max_size=4), st.booleans(), st.booleans())
def test_a_traced_string_is_json_s_own_and_each_character_is_where_it_says(record, ascii_only, pad):
    page = json.dumps(record, ensure_ascii=ascii_only, indent=2 if pad else None)
    page = page.replace("/", "\\/") if pad else page
    found, end = read_json(page)

    assert end == len(page)
    assert {name: text.text for name, text in found.items()} == json.loads(page)
    for text in found.values():
        for index, char in enumerate(text.text):
            place = text.places(Span(index, index + 1))
            assert json.loads(f'"{page[place.start : place.end]}"') == char


@given(VALUES)
def test_any_json_is_read_to_its_end(value):
    page = json.dumps(value)
    assert read_json(page)[1] == len(page)


@pytest.mark.parametrize(
    "page",
    ["", "{", '{"a"', '{"a":', '{"a":1', '{"a" 1}', "{1:2}", "[1 2]", '"a', "nope", '{"a":1,}x'],
)
def test_what_is_no_json_is_a_value_error(page):
    with pytest.raises(ValueError):  # noqa: PT011  JSONDecodeError or ours
        read_json(page)


def test_broken_escapes_become_replacement_characters():
    (text,) = read_json('{"a": "\\ud83d\\u0000x\\udc00"}')[0].values()
    assert text.text == "\ufffd\ufffdx\ufffd"


@given(st.lists(PIECES, min_size=1, max_size=4), st.booleans())
def test_places_compose_through_html_in_a_json_string(paragraphs, ascii_only):
    """The whole way: NFC, entities, tags, JSON's escapes."""
    body = "".join(f"<p>{words} The mayor said it would open.</p>" for words in paragraphs)
    page = json.dumps({"title": "Cafe\u0301 &amp; more", "text": body}, ensure_ascii=ascii_only)
    article = read(page.encode())

    assert unicodedata.is_normalized("NFC", article.text)
    for index, char in enumerate(article.text):
        place = article.source_map.page_span(Span(index, index + 1))
        written = json.loads(f'"{page[place.start : place.end]}"', strict=False)
        plain = written.replace("&amp;", "&").replace("&lt;", "<")
        assert char in (" ", "\n") or char in unicodedata.normalize("NFC", plain)
    assert not re.search(r"</?p>|\\u", article.text)
