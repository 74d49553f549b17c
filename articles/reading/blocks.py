"""The tree → blocks: what a reader sees as one paragraph, heading, caption or list item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from bs4 import Tag
from bs4.element import PageElement

from articles.reading.markup import BLOCK, RAW, TracedString, ancestors_of, text_of
from articles.spans import Span, Traced

HAN = "\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
# U+3000 is a space the writer typed; only ASCII white space comes from the source's line breaks.
_SPACES = re.compile(r"[ \t\f\xa0]{2,}|[\t\f\xa0]")
_BREAK = re.compile(r" ?\n[ \n]*")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\u00ad]")
_BESIDE = 20  # how far back an image may stand: a page may be all line breaks
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True, eq=False)
class Block:
    """One block. `reason` is set once it is known not to be article text."""

    text: Traced
    element: Tag | None = None
    reason: str | None = None
    is_heading: bool = False
    beside_image: bool = False
    linked: int = 0  # how many of its characters stand in links

    @property
    def words(self) -> str:
        return self.text.text


@dataclass(slots=True)
class _Open:
    """The block being collected, and what surrounds the walk."""

    chinese: bool
    element: Tag | None = None
    pieces: list[Traced] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    link_from: int | None = None  # where in the block the link began that is open
    images: int = 0

    def add(self, piece: Traced) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def see(self, edge: _Edge) -> None:
        """Take note of images and links."""
        if edge.element.name == "img":
            self.images += 1
        elif edge.element.name == "a" and edge.enters and edge.element.has_attr("href"):
            self.link_from = self.length
        elif edge.element.name == "a" and not edge.enters:
            self.end_link()
            self.link_from = None

    def end_link(self) -> None:
        if self.link_from is not None:
            self.linked += self.length - self.link_from

    def following(self, element: Tag | None) -> _Open:
        """The next block, in the same link if one is open."""
        return _Open(self.chinese, element, link_from=None if self.link_from is None else 0)


def mostly_chinese(text: str) -> bool:
    """Whether line breaks inside words are more likely artefacts than spaces."""
    return len(_IDEOGRAPH.findall(text)) * 4 > len(_LETTER.findall(text))


def tidy(text: Traced, chinese: bool) -> Traced:
    """Without the white space that only the source's layout put there.

    A line break beside a Han character vanishes; between Latin words it is one space. Spaces typed
    within a line stay, one at a time.
    """

    def joined(match: re.Match[str]) -> str:
        before = match.string[match.start() - 1 : match.start()]
        after = match.string[match.end() : match.end() + 1]
        if _HAN_CHARACTER.match(before) or _HAN_CHARACTER.match(after):
            return ""
        if chinese and not (_is_latin(before) and _is_latin(after)):
            return ""
        return " "

    visible = text.sub(_INVISIBLE, "").strip()
    return visible.sub(_SPACES, " ").sub(_BREAK, joined).strip().normalised()


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ",.;:)")


NoiseTest = Callable[[Tag], str | None]


def blocks_of(root: Tag, *, chinese: bool, noise: NoiseTest = lambda _: None) -> list[Block]:
    """All blocks below `root` in page order, tidied; empty ones left out.

    An element that `noise` gives a reason for becomes one dropped block, wherever it stands.
    """
    found: list[Block] = []
    current = _Open(chinese)
    for item in _walk(root, noise):
        if isinstance(item, Traced):
            current.add(item)
            continue
        if item.reason is None:
            current.see(item)
        if item.element.name in BLOCK:
            _close(current, found)
            current = current.following(_owner(item))
            if item.element.name == "br" and _only_image_before(item.element):
                current.images = 1
        if item.reason is not None:
            _add_noise(item, chinese, found)
    _close(current, found)
    return found


@dataclass(slots=True, eq=False)
class _Edge:
    """Where an element begins or ends; with a reason, an element left out whole."""

    element: Tag
    enters: bool
    reason: str | None = None


def _walk(root: Tag, noise: NoiseTest) -> Iterator[Traced | _Edge]:
    """Text and the edges of elements, in page order, without recursion; raw elements left out."""
    waiting: list[PageElement | _Edge] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Edge):
            yield item
        elif isinstance(item, TracedString):
            yield item.traced
        elif not isinstance(item, Tag) or item.name in RAW:
            continue
        elif (reason := noise(item)) is not None:
            yield _Edge(item, enters=False, reason=reason)
        else:
            yield _Edge(item, enters=True)
            waiting.append(_Edge(item, enters=False))
            waiting.extend(reversed(item.contents))


def _owner(edge: _Edge) -> Tag | None:
    inside = edge.element if edge.enters and edge.element.name != "br" else edge.element.parent
    if inside is None:
        return None
    return next((element for element in ancestors_of(inside) if element.name in BLOCK), inside)


def _only_image_before(line_break: Tag) -> bool:
    """Whether only an image stands before `line_break`: what follows is then its caption."""
    images = False
    siblings = list(islice(line_break.previous_siblings, _BESIDE + 1))
    for sibling in siblings:
        words = text_of(sibling) if isinstance(sibling, Tag) else str(sibling)
        if words.strip():
            return False
        if isinstance(sibling, Tag):
            images = images or sibling.name == "img" or _holds_image(sibling)
    return images and len(siblings) <= _BESIDE


def _holds_image(element: Tag) -> bool:
    return bool(element.contents) and element.find("img") is not None


def _add_noise(edge: _Edge, chinese: bool, found: list[Block]) -> None:
    pieces: list[Traced] = []
    for block in blocks_of(edge.element, chinese=chinese):
        if pieces:
            end = pieces[-1].ends[-1]
            pieces.append(Traced.standing_for(" ", Span(end, end)))
        pieces.append(block.text)
    if pieces:
        found.append(Block(Traced.join(pieces), element=edge.element, reason=edge.reason))


def _close(current: _Open, found: list[Block]) -> None:
    whole = Traced.join(current.pieces)
    text = tidy(whole, current.chinese)
    if not text.text:
        return
    owner = current.element
    current.end_link()
    found.append(
        Block(
            text,
            element=owner,
            is_heading=owner is not None and owner.name in _HEADINGS,
            beside_image=current.images > 0,
            linked=min(current.linked, len(text)),
        )
    )


def place_of(block: Block) -> Span:
    """Where the block stands in the page."""
    return block.text.places(Span(0, len(block.text)))
