"""Full HTML pages: where the article is among everything else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bs4 import Tag

from articles.reading.article import Image
from articles.reading.blocks import Block, blocks_of, mostly_chinese, tidy
from articles.reading.draft import Draft
from articles.reading.markup import TracedString, ancestors_of, parse, text_of
from articles.reading.metadata import Metadata, own_publisher, read_metadata
from articles.reading.mirrors import images_in
from articles.reading.noise import NoiseFinder
from articles.reading.rules import Rules, common_rules, publisher_at, publisher_named
from articles.spans import Span, Traced

MINIMAL_BODY = 80  # characters without white space; less is a teaser, not a body
DENSE_ENOUGH = 250  # characters
TRAFILATURA_LIMIT = 20_000  # tags; it is slow on hostile pages, and real ones have 3,000
_NO_SPACE = re.compile(r"[\s#*|_`\\>-]+")
_TITLE_PARTS = re.compile(r"\s+[|–—·-]\s+|_|\||-(?=[^\s-]+$)")
OUTSIDE = "outside the article body"


def read_page(page: str) -> Draft:
    root = parse(page)
    metadata = read_metadata(root)
    rules = next(filter(None, map(publisher_at, metadata.urls)), None) or _by_names(metadata)
    rules = rules or own_publisher(root)
    chinese = mostly_chinese(text_of(root))
    noise = NoiseFinder(root, rules, _size(root))
    body = _marked_body(root, (rules.body if rules else ()))
    body = body or _marked_body(root, common_rules().body)
    if body is not None:
        blocks = _split(root, body, chinese, noise)
    else:
        blocks = blocks_of(root, chinese=chinese, noise=noise)
        _keep_only(blocks, _chosen(page, blocks))
    return Draft(
        "html",
        page,
        _title(root, metadata, rules, chinese),
        blocks,
        rules=rules,
        urls=metadata.urls,
        dates=metadata.dates + _dates_on_page(root, blocks, rules),
        authors=metadata.authors,
        site_names=metadata.site_names,
        page_title=metadata.page_title,
        images=_images_around(body or root),
    )


def _by_names(metadata: Metadata) -> Rules | None:
    parts = [part.strip() for part in _TITLE_PARTS.split(metadata.page_title)][1:]
    names = [*metadata.site_names, *reversed(parts)]
    return next(filter(None, map(publisher_named, names)), None)


def _size(element: Tag) -> int:
    return len("".join(text_of(element).split()))


def _marked_body(root: Tag, selectors: Sequence[str]) -> Tag | None:
    """The largest element that the first fitting selector finds."""
    for selector in selectors:
        best = max(root.select(selector, limit=20), key=_size, default=None)
        if best is not None and _size(best) >= MINIMAL_BODY:
            return best
    return None


def _images_around(body: Tag) -> list[Image]:
    """The body's images, or those right beside it: a lead picture stands above the text."""
    return (images_in(body) or (images_in(body.parent) if body.parent else []))[:50]


def _split(root: Tag, body: Tag, chinese: bool, noise: NoiseFinder) -> list[Block]:
    """The blocks of the body, and those around it as dropped ones."""
    inside = blocks_of(body, chinese=chinese, noise=lambda e: None if e is body else noise(e))
    around = blocks_of(root, chinese=chinese, noise=lambda e: OUTSIDE if e is body else noise(e))
    before: list[Block] = []
    after: list[Block] = []
    for block in around:
        if block.element is body:
            before, after = before + after, []
            continue
        block.reason = block.reason or OUTSIDE
        after.append(block)
    return [*before, *inside, *after]


def _keep_only(blocks: list[Block], chosen: list[Block]) -> None:
    kept = {id(block) for block in chosen}
    for block in blocks:
        if id(block) not in kept:
            block.reason = block.reason or OUTSIDE


def _chosen(page: str, blocks: list[Block]) -> list[Block]:
    """Which blocks are the article, on a page that no rule fits: the densest ones.

    Decision record 0021. Where they are few, trafilatura is asked which words are; the blocks and
    their places stay ours.
    """
    dense = _densest(blocks)
    if _length(dense) >= DENSE_ENOUGH or page.count("<") > TRAFILATURA_LIMIT:
        return dense
    import trafilatura  # takes two seconds, and few pages need it

    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=False)
    except Exception:  # it names no errors of its own, and hostile pages find new ones
        text = None
    main = _NO_SPACE.sub("", text or "")
    chosen = [
        block
        for block in blocks
        if block.reason is None and (key := _NO_SPACE.sub("", block.words)) and key in main
    ]
    return chosen if _length(chosen) > _length(dense) else dense


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _densest(blocks: list[Block]) -> list[Block]:
    """The blocks below the element whose own paragraphs have most text outside links."""
    scores: defaultdict[int, float] = defaultdict(float)
    elements: dict[int, Tag] = {}
    for block in blocks:
        weight = len(block.text) - 2 * block.linked
        owner = block.element
        if block.reason or owner is None or weight < 20:
            continue
        if owner.name in ("p", "li", "blockquote", "h2", "h3", "h4") and owner.parent:
            owner = owner.parent
        for element, share in zip(ancestors_of(owner), (1.0, 0.6, 0.3), strict=False):
            scores[id(element)] += weight * share
            elements[id(element)] = element
    if not scores:
        return []
    best = elements[max(scores, key=lambda key: scores[key])]
    return [
        block
        for block in blocks
        if block.reason is None
        and block.element
        and any(e is best for e in ancestors_of(block.element))
    ]


def _title(root: Tag, metadata: Metadata, rules: Rules | None, chinese: bool) -> Traced | None:
    """The headline as it stands on the page if the head confirms it, else as the head gives it."""
    heads = [*metadata.titles, metadata.page_title]
    for selector in (*(rules.title if rules else ()), "h1", "[itemprop=headline]", "h2", "h3"):
        for element in root.select(selector, limit=20):
            for block in blocks_of(element, chinese=chinese):
                if found := _confirmed(block.text, heads):
                    return found
    for head in heads:
        if head:
            title = head if head in metadata.titles else _without_site(head)
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


def _without_site(page_title: str) -> str:
    """The part of `<title>` before the site's name: its longest part if they are many."""
    parts = [part.strip() for part in _TITLE_PARTS.split(page_title) if part.strip()]
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


def _dates_on_page(root: Tag, blocks: list[Block], rules: Rules | None) -> list[str]:
    """What the rules' date elements say, then the short blocks around the body with a year."""
    marked = [
        " ".join(text_of(element).split())
        for selector in (rules.date if rules else ())
        for element in root.select(selector)
    ]
    short = [block.words for block in blocks if block.reason and len(block.words) < 90]
    return marked + [words for words in short if re.search(r"(?:19|20)\d{2}", words)][:10]
