"""Full HTML pages: where the article is among everything else."""

from __future__ import annotations

import re

from bs4 import Tag

from articles.reading.article import Image
from articles.reading.blocks import blocks_of, mostly_chinese, tidy
from articles.reading.bodies import Bodies
from articles.reading.draft import Draft
from articles.reading.markup import TracedString, parse, text_of
from articles.reading.metadata import Metadata, own_publisher, read_metadata
from articles.reading.mirrors import images_in
from articles.reading.rules import Rules, publisher_at, publisher_named
from articles.spans import Span, Traced

TITLE_SHARE = 0.4  # of the head's title; a shorter heading may be the site's or a section's name
_TITLE_PARTS = re.compile(r"\s+[|–—·-]\s+|_|\||-(?=[^\s-]+$)")


def read_page(page: str) -> Draft:
    root = parse(page)
    metadata = read_metadata(root)
    rules = next(filter(None, map(publisher_at, metadata.urls)), None) or _by_names(metadata)
    rules = rules or own_publisher(root)
    chinese = mostly_chinese(text_of(root))
    title = _title(root, metadata, rules, chinese)
    bodies = Bodies.find(root, rules)
    blocks = bodies.blocks(page, chinese, title.text if title else "")
    return Draft(
        "html",
        page,
        title,
        blocks,
        rules=rules,
        urls=metadata.urls,
        dates=metadata.dates + _marked_dates(root, rules),
        authors=metadata.authors,
        site_names=metadata.site_names,
        credits=metadata.credits,
        languages=metadata.languages,
        page_title=metadata.page_title,
        images=_images_around(bodies.largest or root),
    )


def _by_names(metadata: Metadata) -> Rules | None:
    parts = [part.strip() for part in _TITLE_PARTS.split(metadata.page_title)][1:]
    names = [*metadata.site_names, *reversed(parts)]
    return next(filter(None, map(publisher_named, names)), None)


def _images_around(body: Tag) -> list[Image]:
    """The body's images, or those right beside it: a lead picture stands above the text."""
    return (images_in(body) or (images_in(body.parent) if body.parent else []))[:50]


def _title(root: Tag, metadata: Metadata, rules: Rules | None, chinese: bool) -> Traced | None:
    """The headline as it stands on the page if the head confirms it, else as the head gives it."""
    heads = [*metadata.titles, metadata.page_title]
    enough = max(map(len, heads)) * TITLE_SHARE
    best: Traced | None = None
    for selector in (*(rules.title if rules else ()), "h1", "[itemprop=headline]", "h2", "h3"):
        for element in root.select(selector, limit=20):
            for block in blocks_of(element, chinese=chinese):
                found = _confirmed(block.text, heads)
                if found and (best is None or len(found) > len(best)):
                    best = found
        if best is not None and len(best) >= enough:
            return best
    if best is not None:
        return best
    for head in heads:
        if head:
            title = head if head in metadata.titles else _without_site(root, head)
            return _found_on_page(root, title, chinese)
    headings = (blocks_of(h1, chinese=chinese) for h1 in root.select("h1"))
    return next((blocks[0].text for blocks in headings if blocks), None)


def _confirmed(text: Traced, heads: list[str]) -> Traced | None:
    if len(text) < 4:
        return None
    plain = [" ".join(head.split()) for head in heads]
    if any(text.text in head for head in plain):
        return text
    for head in plain:
        at = text.text.find(head) if len(head) > 8 else -1
        if at >= 0:
            return text.cut(at, at + len(head))
    return None


def _without_site(root: Tag, page_title: str) -> str:
    """The part of `<title>` that is not the site's name: one that stands by itself on the page,
    else the first if it is long enough, else the longest."""
    parts = [part.strip() for part in _TITLE_PARTS.split(page_title) if part.strip()]
    body = (root.find("body") or root) if len(parts) > 1 else None
    alone = {" ".join(text.split()) for text in body.find_all(string=True)} if body else set()
    if " ".join(page_title.split()) in alone:
        return page_title
    if standing := [part for part in parts if part in alone and len(part) > 6]:
        return max(standing, key=len)
    return parts[0] if parts and len(parts[0]) > 6 else max(parts, key=len, default=page_title)


def _found_on_page(root: Tag, title: str, chinese: bool) -> Traced:
    element = root.select_one("title")
    pieces = element.contents if element else []
    whole = Traced.join(piece.traced for piece in pieces if isinstance(piece, TracedString))
    at = whole.text.find(title)
    if at >= 0:
        return tidy(whole.cut(at, at + len(title)), chinese)
    place = whole.places(Span(0, len(whole))) if whole.text else Span(0, 1)
    return tidy(Traced.standing_for(title, place), chinese)


def _marked_dates(root: Tag, rules: Rules | None) -> list[str]:
    """What the rules' date elements say."""
    return [
        " ".join(text_of(element).split())
        for selector in (rules.date if rules else ())
        for element in root.select(selector)
    ]
