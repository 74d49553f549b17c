"""Which element or elements of a page hold the article, and the page's blocks with what follows
from it: those outside are dropped, those inside are looked at by the witnesses of `main_text`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import Tag

from articles.reading.blocks import Block, blocks_of
from articles.reading.density import densest
from articles.reading.inserts import drop_inserts
from articles.reading.main_text import (
    OUTSIDE,
    below_headline,
    hear,
    keep_only,
    keep_within,
    kept_length,
    kept_size,
    leave_other_articles,
    length_of,
    replaced,
    spare_paragraphs,
    tells_more,
    trim,
)
from articles.reading.markup import ancestors_of, attribute_of, text_of
from articles.reading.noise import NoiseFinder
from articles.reading.rules import Rules, common_rules
from articles.reading.selecting import Elements
from articles.reading.structured import article_body, blocks_in, state_text
from articles.reading.voting import Vote

MINIMAL_BODY = 80  # characters without white space; less is a teaser, not a body
DENSE_ENOUGH = 250  # characters
TRAFILATURA_LIMIT = 20_000  # tags; it is slow on hostile pages, and real ones have 3,000
MARKED_LIMIT = 2000  # elements; pages that mark each paragraph have fewer
TEXT_LIMIT = 300_000  # characters; a book, not an article: no second witness reads it


@dataclass(frozen=True, slots=True)
class Bodies:
    """The elements that hold the article, [] where none is marked; `certain` if its publisher's
    rule names them."""

    root: Tag
    noise: NoiseFinder
    elements: list[Tag]
    certain: bool

    @classmethod
    def find(cls, root: Tag, rules: Rules | None) -> Bodies:
        noise = NoiseFinder(root, rules, _size(root))
        elements = Elements(root)
        own = _marked(elements, rules.body if rules else ())
        return cls(root, noise, own or _marked(elements, common_rules().body), bool(own))

    @property
    def largest(self) -> Tag | None:
        return max(self.elements, key=_size, default=None)

    def blocks(self, page: str, chinese: bool, title: str) -> list[Block]:
        """All blocks in page order; only the article's are without a reason.

        Where the text stands only in the page's data, its blocks come last.
        """
        blocks = self._split(chinese)
        if self.certain:
            return blocks
        if not chinese:
            spare_paragraphs(blocks)
        leave_other_articles(blocks, title)
        if not self.elements:
            keep_only(blocks, densest(blocks, title))
        if length_of(blocks) <= TEXT_LIMIT:
            if told := self._told(blocks, chinese):
                return replaced(blocks, told)
            if page.count("<") <= TRAFILATURA_LIMIT:
                self._ask_trafilatura(page, blocks, title)
        drop_inserts(blocks)
        if not self.elements:
            trim(blocks, title)
        return blocks

    def _split(self, chinese: bool) -> list[Block]:
        """The blocks of the bodies, and those around them as dropped ones."""
        marked = {id(element) for element in self.elements}
        holding = {id(outer) for element in self.elements for outer in element.parents}

        def around(element: Tag) -> str | None:
            if id(element) in marked:
                return OUTSIDE
            return None if id(element) in holding else self.noise(element)

        blocks: list[Block] = []
        for block in blocks_of(self.root, chinese=chinese, noise=around):
            if block.element is not None and id(block.element) in marked:
                blocks.extend(self._inside(block.element, chinese))
                continue
            if marked:
                block.reason = block.reason or OUTSIDE
            blocks.append(block)
        return blocks

    def _inside(self, body: Tag, chinese: bool) -> list[Block]:
        return blocks_of(
            body, chinese=chinese, noise=lambda e: None if e is body else self.noise(e)
        )

    def _told(self, blocks: list[Block], chinese: bool) -> list[Block]:
        """The blocks of the page's data if they tell more than the page shows."""
        body = article_body(self.root)
        told = blocks_in(body, chinese) if body and len(body) <= TEXT_LIMIT else []
        if told and tells_more(told, blocks):
            return told
        if told:
            keep_within(blocks, Vote("\n".join(block.words for block in told)))
        if self.elements or kept_length(blocks) >= MINIMAL_BODY:
            return []
        state = [block for text in state_text(self.root) for block in blocks_in(text, chinese)]
        return state if length_of(state) > DENSE_ENOUGH else []

    def _ask_trafilatura(self, page: str, blocks: list[Block], title: str) -> None:
        vote = Vote(_trafilatura(page))
        if self.elements or kept_size(blocks) >= DENSE_ENOUGH:
            hear(blocks, vote, title, _description(self.root))
            return
        for block in below_headline(blocks, title):
            if block.reason == OUTSIDE and vote.knows(block):
                block.reason = None


def _marked(elements: Elements, selectors: Sequence[str]) -> list[Tag]:
    """The element that the first fitting selector finds, with others of its kind beside it.

    Of several, it is the largest, or the first that is nearly as large: further articles follow.
    Where each paragraph is marked by itself, those of its kind may stand anywhere.
    """
    for selector in selectors:
        found = _outermost(elements.select(selector)[:MARKED_LIMIT])
        best = max(found, key=_size, default=None)
        if best is None or (_size(best) < MINIMAL_BODY and best.name != "p"):
            continue
        first = next(e for e in found if _same_kind(e, best) and 6 * _size(e) >= _size(best))
        alike = [element for element in found if _alike(element, first)]
        if sum(map(_size, alike)) >= MINIMAL_BODY:
            return alike
    return []


def _outermost(elements: Sequence[Tag]) -> list[Tag]:
    """Those that stand in no other of them, which come first in page order."""
    known: set[int] = set()
    found = []
    for element in elements:
        if not any(id(outer) in known for outer in ancestors_of(element)):
            known.add(id(element))
            found.append(element)
    return found


def _alike(element: Tag, best: Tag) -> bool:
    beside = element.parent is best.parent or element.name == "p"
    return beside and _same_kind(element, best)


def _same_kind(element: Tag, other: Tag) -> bool:
    return element.name == other.name and element.get("class") == other.get("class")


def _size(element: Tag) -> int:
    return len("".join(text_of(element).split()))


def _description(root: Tag) -> str:
    """What the head says the article is about: often its first paragraph, word for word."""
    element = root.select_one("meta[property='og:description'], meta[name=description]")
    return attribute_of(element, "content") if element else ""


def _trafilatura(page: str) -> str:
    import trafilatura  # takes two seconds, and many pages do not need it

    try:
        return trafilatura.extract(page, include_comments=False) or ""
    except Exception:  # it names no errors of its own, and hostile pages find new ones
        return ""
