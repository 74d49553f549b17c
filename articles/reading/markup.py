"""Hostile HTML → a tree whose text knows its place in the page.

A tokenizer of our own, because no parser at hand gives the place of each character (decision
record 0020). It takes anything, looks at every character a bounded number of times, and expands
no entities but HTML's own.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.reading.article import UnreadableArticle
from articles.spans import Traced

DEPTH_LIMIT = 200  # deeper elements become siblings; real pages stay under 60
ELEMENT_LIMIT = 60_000  # real pages stay under 10,000
# fmt: off
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
))
RAW = frozenset((
    "script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes",
    "template",
))
BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
# What a start tag closes when it is still open right around it.
_CELLS = {"td", "th"}
_CLOSES = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", *_CELLS},
    "td": _CELLS,
    "th": _CELLS,
}
_KEEPS_OPEN = {"table", "ul", "ol", "dl", "body", "html", "div", "article", "section"}

_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]{0,60})((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?=[^"'])|$))*+)>"""
)
_OPENING = re.compile(r"<(?:[a-zA-Z!?]|/[a-zA-Z])")  # any other "<" is text
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]{1,80})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


@dataclass(slots=True, eq=False)
class Element:
    """One element. `children` are elements and pieces of text, in page order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | Traced] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def ancestors(self) -> Iterator[Element]:
        """This element, its parent, and so on up to the root."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def descendants(self) -> Iterator[Element]:
        """This element and all below it, in page order; without recursion."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(
                child for child in reversed(element.children) if isinstance(child, Element)
            )

    def text(self) -> str:
        """All text below, as written."""
        pieces: list[str] = []
        waiting: list[Element | Traced] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Traced):
                pieces.append(item.text)
            else:
                waiting.extend(reversed(item.children))
        return "".join(pieces)


def parse(page: str) -> Element:
    """The tree of `page`. Text outside all elements is a child of the root.

    Raises UnreadableArticle for more elements than any article has.
    """
    return _Builder(page).build()


class _Builder:
    def __init__(self, page: str) -> None:
        self.page = page
        self.root = Element("#root")
        self.open = [self.root]
        self.end_tags: dict[str, list[int]] = {}
        self.count = 0

    def build(self) -> Element:
        at, size = 0, len(self.page)
        while at < size:
            opening = _OPENING.search(self.page, at)
            self._text(at, opening.start() if opening else size)
            if opening is None:
                break
            at = self._markup(opening.start())
        return self.root

    def _markup(self, at: int) -> int:
        """Take in the tag or comment at `at`; where to go on."""
        if self.page[at + 1] in "!?":
            return self._declaration(at)
        match = _TAG.match(self.page, at)
        if match is None:
            return len(self.page)  # a tag that never ends swallows the rest, as in a browser
        closing_slash, name, attributes = match.groups()
        name = name.lower()
        if closing_slash:
            self._end(name)
            return match.end()
        element = self._start(name, attributes)
        return self._raw(element, match.end()) if name in RAW else match.end()

    def _declaration(self, at: int) -> int:
        """Skip a comment, a doctype with all it declares, or the like at `at`."""
        closing = "-->" if self.page.startswith("<!--", at) else ">"
        end = self.page.find(closing, at + 2)
        if self.page[at : at + 9].lower() == "<!doctype" and "[" in self.page[at : max(end, at)]:
            closing = "]>"
            end = self.page.find(closing, at)
        return len(self.page) if end < 0 else end + len(closing)

    def _start(self, name: str, attributes: str) -> Element:
        self._close_implied(name)
        self.count += 1
        if self.count > ELEMENT_LIMIT:
            raise UnreadableArticle(f"more than {ELEMENT_LIMIT:,} elements")
        element = Element(name, parent=self.open[-1])
        for key, double, single, bare in _ATTRIBUTE.findall(attributes[:20_000]):
            element.attributes.setdefault(key.lower(), html.unescape(double or single or bare))
        self.open[-1].children.append(element)
        if name not in VOID and name not in RAW and len(self.open) < DEPTH_LIMIT:
            self.open.append(element)
        return element

    def _close_implied(self, name: str) -> None:
        if name in BLOCK and name != "br" and self.open[-1].tag == "p":
            self.open.pop()
        for depth in range(len(self.open) - 1, 0, -1):
            tag = self.open[depth].tag
            if tag in _CLOSES.get(name, ()):
                del self.open[depth:]
                return
            if tag in _KEEPS_OPEN:
                return

    def _end(self, name: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == name:
                del self.open[depth:]
                return

    def _raw(self, element: Element, at: int) -> int:
        """The text of a script, style, title …: no tags inside; where it ends."""
        end = self._end_tag_after(element.tag, at)
        if element.tag in ("title", "textarea"):
            self.open.append(element)
            self._text(at, end)
            self.open.pop()
        else:
            element.children.append(Traced.of(self.page[at:end], at))
        close = self.page.find(">", end)
        return len(self.page) if close < 0 else close + 1

    def _end_tag_after(self, name: str, at: int) -> int:
        if name not in self.end_tags:
            pattern = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE)
            self.end_tags[name] = [match.start() for match in pattern.finditer(self.page)]
        index = bisect_left(self.end_tags[name], at)
        found = self.end_tags[name][index : index + 1]
        return found[0] if found else len(self.page)

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        texts: list[str] = []
        starts, ends = array("l"), array("l")

        def take(text: str, begin: Iterable[int], finish: Iterable[int]) -> None:
            texts.append(text)
            starts.extend(begin)
            ends.extend(finish)

        done = start
        for match in _ENTITY.finditer(self.page, start, end):
            meant = html.unescape(match[0])
            if meant == match[0]:
                continue
            at, after = match.span()
            take(self.page[done:at], range(done, at), range(done + 1, at + 1))
            take(meant, [at] * len(meant), [after] * len(meant))
            done = after
        take(self.page[done:end], range(done, end), range(done + 1, end + 1))
        self.open[-1].children.append(Traced("".join(texts), starts, ends))
