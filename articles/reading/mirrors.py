"""Markdown copies of articles: mirrors that wrap the original's HTML, reposts, and files with front
matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import Tag

from articles.reading.article import Image
from articles.reading.blocks import Block, blocks_of, mostly_chinese, place_of, tidy
from articles.reading.draft import Draft
from articles.reading.frontmatter import Value, read_front_matter
from articles.reading.markdown import (
    RULE,
    blocks_of_paragraph,
    hard_wrapped,
    heading_words,
    paragraphs,
)
from articles.reading.markup import attribute_of, parse
from articles.reading.metadata import read_metadata
from articles.reading.noise import NoiseFinder
from articles.reading.rules import host_of, publisher_at
from articles.spans import Span, Traced

_ORIGINAL = re.compile(
    r"(?:原文(?:链接|鏈接|連結|地址)|Original (?:link|article))[^：:\n]{0,20}[：:]\s*(https?://[^\s<>]+)"
)
_REPOSTED = re.compile(r"\[(?:轉載自|转载自|Reposted from )([^\]\n]{1,40})\]\((https?://[^)\s]+)\)")
_ARCHIVED = re.compile(r"^https?://web[.-]archive\.[a-z]+/web/\w+/(?=https?://)")
_HTML_PARAGRAPH = re.compile(
    r"<(?:figure|div|img|script|style|iframe|video|table|blockquote|p|center|!--)\b", re.I
)


def original_url(page: str) -> str | None:
    """The address in the "original link" footer: the last, as an article may quote one."""
    found = _ORIGINAL.findall(page)
    return found[-1] if found else None


def images_in(root: Tag) -> list[Image]:
    return [
        Image(address, attribute_of(element, "alt"))
        for element in root.select("img[src]")
        if (address := attribute_of(element, "src")).startswith(("http", "//"))
    ]


def blank(page: str, places: Iterable[Span]) -> str:
    """`page` with spaces at `places`: as long as before, so that all other places stay true."""
    pieces: list[str] = []
    at = 0
    for place in places:
        pieces += page[at : place.start], re.sub(r"[^\n]", " ", page[place.start : place.end])
        at = place.end
    pieces.append(page[at:])
    return "".join(pieces)


def read_mirror(page: str) -> Draft:
    """A heading, a navigation line, the original's HTML, a footer with the original's address."""
    chinese = mostly_chinese(page)
    title: Traced | None = None
    marks: list[Span] = []
    furniture: list[Block] = []
    at = 0
    for line in page.split("\n"):
        heading = heading_words(line)
        if heading or RULE.match(line):
            marks.append(Span(at, at + len(line)))
        if heading:
            words = Traced.of(line, at).cut(*heading)
            if title is None:
                title = words
            elif words.text:
                reason = "navigation" if "](" in line else None
                furniture.append(Block(tidy(words, chinese), reason=reason, is_heading=True))
        at += len(line) + 1
    root = parse(blank(page, marks))
    url = original_url(page)
    rules = publisher_at(url) if url else None
    noise = NoiseFinder(root, rules, len(page))
    metadata = read_metadata(root)
    blocks = blocks_of(root, chinese=chinese, noise=noise) + furniture
    return Draft(
        "mirror-markdown",
        page,
        title.normalised() if title else None,
        sorted((block for block in blocks if block.words), key=place_of),
        rules=rules,
        urls=[url] if url else [],
        dates=metadata.dates,
        credits=metadata.credits,
        images=images_in(root),
    )


def read_repost(page: str) -> Draft:
    """A site's article copied as Markdown, with a line that says from where."""
    repost = _REPOSTED.search(page)
    url = repost[2] if repost else None
    draft = _read_markdown(page, 0, "repost-markdown")
    draft.urls = [url] if url else []
    draft.rules = publisher_at(url) if url else None
    if repost:
        draft.site_names.append(repost[1].strip())
        for block in draft.blocks:
            place = place_of(block)
            if place.start < repost.end() and repost.start() < place.end:
                block.reason = "repost note"
    for block in draft.blocks:
        if block.linked > 0.9 * len(block.text):
            block.reason = block.reason or "source links"
    return draft


def read_with_front_matter(page: str) -> Draft:
    front = read_front_matter(page)
    assert front is not None, "the format was recognised by its front matter"
    values = front.values
    draft = _read_markdown(page, front.end, "front-matter-markdown")
    if "title" in values:
        written = _traced(page, values["title"])
        if draft.title and draft.title.text != written.text and draft.blocks:
            heading = Block(draft.title, is_heading=True)
            draft.blocks.insert(0, heading)
        if draft.title is None or draft.title.text != written.text:
            draft.title = written
    addresses = [
        values[key].text
        for key in ("original_url", "source_url", "canonical_url", "link", "url")
        if key in values
    ]
    draft.urls = [_ARCHIVED.sub("", address) for address in addresses if host_of(address)]
    draft.rules = next(filter(None, map(publisher_at, draft.urls)), None)
    draft.dates = [
        values[key].text
        for key in ("published_time", "published", "pubdate", "date")
        if key in values
    ]
    draft.authors = [values[key].text for key in ("author", "authors", "byline") if key in values]
    draft.credits = [values[key].text for key in ("wire", "agency", "source") if key in values]
    draft.languages = [values[key].text for key in ("language", "lang", "locale") if key in values]
    draft.publisher = next(
        (values[key].text for key in ("publisher", "outlet", "site", "site_name") if key in values),
        None,
    )
    return draft


def read_markdown(page: str) -> Draft:
    draft = _read_markdown(page, 0, "markdown")
    url = original_url(page)
    if url:
        draft.urls, draft.rules = [url], publisher_at(url)
    return draft


def _traced(page: str, value: Value) -> Traced:
    """A front-matter value with its place: exact if it stands there as read, else the whole's."""
    text = value.text.strip()
    at = page.find(text, value.place.start, value.place.end)
    traced = Traced.of(text, at) if at >= 0 else Traced.standing_for(text, value.place)
    return tidy(traced, mostly_chinese(text))


def _read_markdown(page: str, start: int, name: str) -> Draft:
    chinese, joined = mostly_chinese(page), hard_wrapped(page[start:])
    html_places, blocks, images = [], [], []
    places = paragraphs(page, start)
    for place in places:
        if _HTML_PARAGRAPH.match(page, place.start):
            html_places.append(place)
            continue
        found, inline = blocks_of_paragraph(page, place, joined=joined, chinese=chinese)
        blocks += found
        images += inline.images
    root = parse(_only(page, html_places))
    images += images_in(root)
    blocks += blocks_of(root, chinese=chinese, noise=NoiseFinder(root, None, len(page)))
    blocks.sort(key=place_of)
    title = next(
        (b for b in blocks if b.is_heading and b.reason is None and b.linked < len(b.text)), None
    )
    if title is None or blocks.index(title) > 3:
        return Draft(name, page, None, blocks, images=images)
    for block in blocks[: blocks.index(title)]:
        block.reason = block.reason or "navigation"
    blocks.remove(title)
    return Draft(name, page, title.text, blocks, images=images)


def _only(page: str, places: list[Span]) -> str:
    others, at = [], 0
    for place in places:
        others.append(Span(at, place.start))
        at = place.end
    return blank(page, [*others, Span(at, len(page))]) if places else ""
