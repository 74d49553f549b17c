"""Which blocks are the article: density, the page's own data, a witness, what is inserted."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import read
from articles.reading.blocks import Block, blocks_of
from articles.reading.density import densest
from articles.reading.inserts import drop_inserts
from articles.reading.main_text import NOT_PROSE, OUTSIDE, hear, keep_only, trim
from articles.reading.markup import parse
from articles.reading.selecting import Elements, Reasons
from articles.reading.structured import article_body, blocks_in, decoded, state_text
from articles.reading.voting import Vote
from articles.spans import Span, Traced
from tests.articles.reading.pages import PARAGRAPHS, html_page

FIRST, SECOND, THIRD = PARAGRAPHS


def blocks(page: str) -> list[Block]:
    return blocks_of(parse(page), chinese=False)


def kept(found: list[Block]) -> list[str]:
    return [block.words for block in found if block.reason is None]


def test_text_above_the_headline_counts_half():
    notice = f"<section><div><div><p>{FIRST}</p><p>{SECOND}</p></div></div></section>"
    text = f"<section><div><div><p>{THIRD}</p></div></div></section>"
    page = f"{notice}<h1>Storm delays it</h1>{text}"

    assert FIRST in [block.words for block in densest(blocks(page), "")]
    assert FIRST not in [block.words for block in densest(blocks(page), "Storm delays it")]


def test_text_alone_between_labels_counts_half():
    remarks = "".join(f"<b>Ann</b><p>{words}</p><i>Reply</i>" for words in (FIRST, SECOND))
    page = f"<div><p>{THIRD}</p><p>{FIRST}</p></div><div>{remarks}</div>"

    assert [block.words for block in densest(blocks(page), "")] == [THIRD, FIRST]


def test_lists_of_key_words_are_no_prose():
    page = f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div>{'casino hotel bonus ' * 200}</div>"

    assert [block.words for block in densest(blocks(page), "")] == [FIRST, SECOND]


def test_a_witness_drops_and_brings_back():
    page = (
        f"<h1>Storm</h1><p>{FIRST}</p><div><p class=t>{SECOND}</p><p>Hosted by Ann</p></div>"
        f"<p>An advert of some length stands here, all alone.</p><div><p class=t>{THIRD}</p></div>"
    )
    found = blocks(page)
    keep_only(found, [block for block in found if block.words in (SECOND, "Hosted by Ann")])

    hear(found, Vote("\n".join((FIRST, SECOND, THIRD))), "Storm", "")

    assert kept(found) == [FIRST, SECOND, THIRD]
    assert {block.words: block.reason for block in found}["Hosted by Ann"] == NOT_PROSE


def test_a_witness_that_saw_another_article_is_not_heard():
    found = blocks(f"<div><p>{FIRST}</p><p>{SECOND}</p></div><p>{THIRD}</p>")
    keep_only(found, found[:2])

    hear(found, Vote(THIRD), "", "")

    assert kept(found) == [FIRST, SECOND]
    assert found[2].reason == OUTSIDE


def test_a_heading_stays_above_its_paragraph_even_if_the_witness_lost_it():
    found = blocks(f"<h3>Costs</h3><p>{FIRST}</p><h3>Most read</h3>")

    hear(found, Vote(FIRST), "", "")

    assert kept(found) == ["Costs", FIRST]


def test_labels_at_both_ends_are_trimmed():
    found = blocks(f"<p>12.10.2021</p><p>{FIRST}</p><p>Who</p><p>{SECOND}</p><p>harbour, storm</p>")

    trim(found, "")

    assert kept(found) == [FIRST, "Who", SECOND]


@pytest.mark.parametrize(
    "insert",
    [
        "<div><a href=/1><h4>Ferry prices rise again</h4></a><p>A crown more.</p></div>",
        "<div><h4><a href=/1>Ferry prices rise</a></h4><p>A crown more.</p></div>",
        "<ul><li><a href=/1>Ferry prices rise</a> by Ann</li><li><a href=/2>Cod</a></li></ul>",
        "<p><strong>More: <a href=/1>Which ferries have left the harbour since</a></strong></p>",
    ],
)
def test_links_to_other_articles_are_no_text(insert):
    found = blocks(f"<div><p>{FIRST}</p>{insert}<p>{SECOND}</p></div>")

    drop_inserts(found)

    assert kept(found) == [FIRST, SECOND]


def test_links_within_sentences_stay():
    words = "The <a href=/1>harbour office of the northern islands</a> said no."
    found = blocks(f"<div><p>{FIRST}</p><ul><li>{words}</li><li>{SECOND}</li></ul></div>")

    drop_inserts(found)

    assert len(kept(found)) == 3


def test_comments_end_the_text_but_a_label_above_it_does_not():
    found = blocks(
        f"<p>12 Comments</p><p>{FIRST}</p><p>{SECOND}</p><h3>Comments (12)</h3><p>{THIRD}</p>"
    )

    drop_inserts(found)

    assert kept(found)[-1] == SECOND
    assert FIRST in kept(found)


def test_a_body_marked_paragraph_by_paragraph_is_read_whole():
    body = "".join(f"<div><p itemprop=articleBody>{words}</p></div>" for words in PARAGRAPHS)

    assert read(html_page(body).encode()).text.split("\n")[1:] == list(PARAGRAPHS)


def test_a_marked_body_within_an_element_that_looks_like_noise_is_found():
    marked = f"<div itemprop=articleBody><p>{FIRST}</p><p>{THIRD}</p></div>"
    body = f"<div class=related-wrapper>{marked}</div>"

    assert FIRST in read(html_page(body + f"<p>{SECOND * 5}</p>").encode()).text


def test_the_next_article_below_is_another_one():
    parts = "".join(
        f"<div><h1 class=t>{head}</h1><div class=post-content><p>{words * 4}</p></div></div>"
        for head, words in (("Breakwater to open in March", FIRST), ("Storm delays it", THIRD))
    )
    page = f"<html><title>Breakwater to open in March</title>{parts}"

    assert read(page.encode()).text == f"Breakwater to open in March\n{FIRST * 4}"


def test_a_site_s_name_in_a_heading_is_no_title():
    page = f"<title>Storm delays the new pier - The Quay</title><h1>The Quay</h1><p>{FIRST}</p>"

    assert read(f"{page}<h2>Storm delays the new pier</h2><p>{SECOND}</p>".encode()).title == (
        "Storm delays the new pier"
    )


def page_with_data(data: object, body: str = "<p>Loading …</p>") -> str:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return html_page(body, head=script)


def test_text_that_stands_only_in_the_data_is_read_and_traced():
    told = "\n\n".join(("“Zürich” — " + FIRST, SECOND, THIRD))
    page = page_with_data({"@type": "NewsArticle", "articleBody": told})

    article = read(page.encode())

    assert article.text.split("\n")[1:] == told.split("\n\n")
    at = article.text.index("harbour master")
    place = article.source_map.page_span(Span(at, at + 14))
    assert page[place.start : place.end] == "harbour master"
    umlaut = article.source_map.page_span(
        Span(article.text.index("ü"), article.text.index("ü") + 1)
    )
    assert page[umlaut.start : umlaut.end] == "\\u00fc"


def test_data_that_tells_less_than_the_page_only_bounds_it():
    teaser = "<p>A town elsewhere opens a swimming bath, and it costs nothing on Sundays.</p>"
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS) + teaser
    page = page_with_data({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)}, body)

    assert read(page.encode()).text.split("\n")[1:] == list(PARAGRAPHS)


def test_data_of_another_article_is_not_taken():
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    other = "Sheep from the dale won the prize for wool, and nobody was more surprised. " * 20
    page = page_with_data({"@type": "NewsArticle", "articleBody": other}, body)

    assert read(page.encode()).text.split("\n")[1:] == list(PARAGRAPHS)


def test_a_page_s_state_gives_the_strings_of_its_wordiest_key():
    state = {"menu": "a" * 50, "parts": [{"text": FIRST}, {"text": SECOND}], "alt": "A bay."}
    root = parse(f"<script>window.S = {json.dumps(state)}</script>")

    assert [text.text for text in state_text(root)] == [FIRST, SECOND]


def test_markup_in_data_becomes_blocks():
    text = decoded(Traced.of(json.dumps(f"<p>{FIRST}</p><p>R&amp;D</p>")[1:-1], 7))

    assert [block.words for block in blocks_in(text, chinese=False)] == [FIRST, "R&D"]


@given(st.text())
def test_any_json_string_is_decoded_with_places(text):
    literal = json.dumps(text)
    string = decoded(Traced.of(literal[1:-1], 1))

    expected = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert string.text == expected
    assert len(string.starts) == len(string.ends) == len(expected)


def test_broken_data_is_not_minded():
    for script in ('{"articleBody": "\\', '{"articleBody": "\\x \\ud83d"}', '"' * 9999):
        root = parse(f'<script type="application/ld+json">{script}</script>')
        body = article_body(root)
        assert body is None or body.text == "x \ufffd"
        assert state_text(root) == []


@pytest.mark.parametrize(
    "selector",
    ["p", ".a", "#b", ".a-b", "[class*=a]", "[role=x]", "[hidden]", "p.a", "[id*='b']", "div p"],
)
def test_the_index_selects_as_beautifulsoup_does(selector):
    root = parse(
        "<div class='a a-b' id=b><p class=a hidden>x</p><p role=x>y</p></div>"
        "<p id=xbx role=xy>z</p>"
    )
    reasons = Reasons([(selector, "why")])

    chosen = {id(element) for element in root.select(selector)}
    assert {id(element) for element in Elements(root).select(selector)} == chosen
    if not reasons.others:
        assert {id(e) for e in root.find_all(True) if reasons.of(e) == "why"} == chosen


@given(st.lists(st.sampled_from(["<a href=x>", "</a>", "<p>", "</div>", "words ", "<img>"])))
def test_no_more_than_the_block_is_linked(pieces):
    for block in blocks("".join(pieces)):
        assert 0 <= block.linked <= len(block.text)
