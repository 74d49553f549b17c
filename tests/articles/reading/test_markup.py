"""Any string becomes a tree whose text is the page's own."""

import html

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.article import UnreadableArticle
from articles.reading.blocks import blocks_of
from articles.reading.markup import (
    DEPTH_LIMIT,
    ELEMENT_LIMIT,
    TracedString,
    ancestors_of,
    parse,
    text_of,
)
from articles.spans import Traced

PIECES = (
    "<p> </p> <div_class='a'> </div> <br/> <script> </script> <!-- --> &amp; &#x4e4c; "
    "&nope; < > \" <a_href='x text 乌克兰 <li>"
)
soup = st.lists(
    st.sampled_from([piece.replace("_", " ") for piece in PIECES.split(" ")] + [" ", "\n"]),
    max_size=40,
).map("".join)


def texts(root: Tag) -> list[Traced]:
    return [text.traced for text in root.descendants if isinstance(text, TracedString)]


def words(page: str) -> list[str]:
    return [block.words for block in blocks_of(parse(page), chinese=False)]


@given(soup)
def test_each_character_stands_where_it_says(page):
    for traced in texts(parse(page)):
        for char, start, end in zip(traced.text, traced.starts, traced.ends, strict=True):
            written = page[start:end]
            assert char == written or char in html.unescape(written)


@given(soup)
def test_no_script_and_no_comment_is_ever_a_block(page):
    for block in blocks_of(parse("<script>evil()</script><!-- hidden -->" + page), chinese=False):
        assert "evil()" not in block.words
        assert "hidden" not in block.words


def test_blocks_are_what_a_reader_sees_as_paragraphs():
    page = "<div>one<p>two <b>bold</b><p>three<ul><li>four<li>five</ul>six<br>seven</div>"

    assert words(page) == ["one", "two bold", "three", "four", "five", "six", "seven"]


def test_entities_are_html_s_own_only():
    page = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b; &lt;p&gt; &#0; &copy</p>'

    assert words(page) == ["&b; <p> \ufffd ©"]


def test_attributes_keep_their_first_value_unescaped():
    (element,) = parse("<a HREF='x?a=1&amp;b=2' href=y class=\"c d\" hidden>").select("a.d")

    assert element.attrs == {"href": "x?a=1&b=2", "class": ["c", "d"], "hidden": ""}


def test_deep_nesting_is_flattened_not_followed():
    root = parse("<div>" * 5000 + "<p>deep</p>")

    assert max(sum(1 for _ in ancestors_of(element)) for element in root.select("*")) <= (
        DEPTH_LIMIT + 1
    )
    assert [block.words for block in blocks_of(root, chinese=False)] == ["deep"]


def test_white_space_is_kept_as_written():
    assert text_of(parse("<p>a</p> \n\t <p> </p>\n\n")) == "a \n\t  \n\n"


def test_comments_and_stray_end_tags_do_not_multiply_the_tree():
    (text,) = parse("a</x><!-- b -->" * 5000).contents

    assert isinstance(text, TracedString)
    assert text.traced.text == "a" * 5000
    assert text.traced.starts[-1] == 15 * 4999


def test_a_page_of_nothing_but_line_breaks_is_read_in_time():
    page = "<br>" * (ELEMENT_LIMIT - 10) + "<p>said</p>"

    assert words(page) == ["said"]


def test_a_short_page_that_looks_like_a_file_name_is_text(recwarn):
    assert words("said.html") == ["said.html"]
    assert not recwarn.list


@given(soup)
def test_every_way_through_the_tree_meets_the_same_elements(page):
    root = parse(page)
    linked = [id(element) for element in root.descendants]
    waiting, nested = list(reversed(root.contents)), []
    while waiting:
        element = waiting.pop()
        nested.append(id(element))
        if isinstance(element, Tag):
            assert all(child.parent is element for child in element.contents)
            waiting.extend(reversed(element.contents))

    assert linked == nested


def test_a_page_of_too_many_elements_is_refused():
    with pytest.raises(UnreadableArticle, match="elements"):
        parse("<i>" * (ELEMENT_LIMIT + 1))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a < b and c > d</p>", ["a < b and c > d"]),
        ("<p>said</p><p title='never closed", ["said"]),
        ("<p>said</p><!-- never closed <p>x</p>", ["said"]),
        ("<p>said<script>var a = '</p>'", ["said"]),
        ("<title>t</title><textarea><p>x</p></textarea><p>said", ["said"]),
        ("</p></div>said", ["said"]),
    ],
)
def test_broken_markup_is_read_as_a_browser_would(page, expected):
    assert words(page) == expected
