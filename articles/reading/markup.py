"""Hostile HTML → a BeautifulSoup whose text knows its place in the page.

The tree, the ways through it and CSS selection are BeautifulSoup's. The tokenizer behind it is our
own, because no parser at hand gives the place of each character (decision record 0020). It takes
anything, looks at every character a bounded number of times, and expands no entities but HTML's
own.

BeautifulSoup compares and hashes tags by all they contain: use `is` and `id`, never `==` or sets.
"""

from __future__ import annotations

import html
import io
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.builder import TreeBuilder

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


class TracedString(NavigableString):
    """A piece of text in the tree; `traced` is the same text with its places."""

    traced: Traced

    @classmethod
    def of(cls, traced: Traced) -> TracedString:
        string = cls(traced.text)
        string.traced = traced
        return string


def parse(page: str) -> BeautifulSoup:
    """The tree of `page`; all its text is `TracedString`.

    Raises UnreadableArticle for more elements than any article has.
    """
    # From a file, as BeautifulSoup warns of short strings that look like a file name.
    return BeautifulSoup(io.StringIO(page), builder=TracedTreeBuilder)


def text_of(element: Tag) -> str:
    """All text below, as written, scripts included."""
    return element.get_text(types=(TracedString,)) if element.contents else ""


def attribute_of(element: Tag, name: str) -> str:
    """An attribute's value, "" where it is missing."""
    value = element.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def ancestors_of(element: Tag) -> Iterator[Tag]:
    """The element, its parent, and so on up to the root."""
    return chain((element,), element.parents)


class TracedTreeBuilder(TreeBuilder):
    """Drives a BeautifulSoup: one text between two tags that count, however many comments and
    stray end tags stand in it, so that the tree grows with the elements only."""

    NAME = "traced"
    DEFAULT_CDATA_LIST_ATTRIBUTES = {"*": {"class"}}
    DEFAULT_EMPTY_ELEMENT_TAGS = set(VOID)

    def feed(self, markup: str | bytes) -> None:
        assert isinstance(markup, str), "parse decodes nothing"
        self.page = markup
        self.end_tags: dict[str, list[int]] = {}
        self.count = 0
        self.pending: list[Traced] = []
        at, size = 0, len(markup)
        while at < size:
            opening = _OPENING.search(markup, at)
            self._text(at, opening.start() if opening else size)
            if opening is None:
                break
            at = self._markup(opening.start())
        self._flush()

    @property
    def _soup(self) -> BeautifulSoup:
        assert self.soup is not None, "BeautifulSoup sets itself before it feeds"
        soup: BeautifulSoup = self.soup
        return soup

    def _flush(self) -> None:
        """Hang the text read so far into the tree, past `handle_data`, which would lose places and
        collapse white space."""
        if self.pending:
            pieces, self.pending = self.pending, []
            traced = pieces[0] if len(pieces) == 1 else Traced.join(pieces)
            self._soup.object_was_parsed(TracedString.of(traced))

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
        self._start(name, attributes)
        at = self._raw(name, match.end()) if name in RAW else match.end()
        if name in VOID or name in RAW or len(self._soup.tagStack) > DEPTH_LIMIT:
            self._end(name)
        return at

    def _declaration(self, at: int) -> int:
        """Skip a comment, a doctype with all it declares, or the like at `at`."""
        closing = "-->" if self.page.startswith("<!--", at) else ">"
        end = self.page.find(closing, at + 2)
        if self.page[at : at + 9].lower() == "<!doctype" and "[" in self.page[at : max(end, at)]:
            closing = "]>"
            end = self.page.find(closing, at)
        return len(self.page) if end < 0 else end + len(closing)

    def _start(self, name: str, attributes: str) -> None:
        self._close_implied(name)
        self.count += 1
        if self.count > ELEMENT_LIMIT:
            raise UnreadableArticle(f"more than {ELEMENT_LIMIT:,} elements")
        values: dict[str, str] = {}
        for key, double, single, bare in _ATTRIBUTE.findall(attributes[:20_000]):
            values.setdefault(key.lower(), html.unescape(double or single or bare))
        self._flush()
        self._soup.handle_starttag(name, None, None, values)

    def _close_implied(self, name: str) -> None:
        if name in BLOCK and name != "br" and self._soup.tagStack[-1].name == "p":
            self._end("p")
        if name not in _CLOSES:
            return
        for element in reversed(self._soup.tagStack):
            if element.name in _CLOSES[name]:
                self._end(element.name)
                return
            if element.name in _KEEPS_OPEN:
                return

    def _end(self, name: str) -> None:
        if self._soup.open_tag_counter[name]:
            self._flush()
            self._soup.handle_endtag(name)

    def _raw(self, name: str, at: int) -> int:
        """The text of a script, style, title …: no tags inside; where it ends."""
        end = self._end_tag_after(name, at)
        if name in ("title", "textarea"):
            self._text(at, end)
        elif at < end:
            self.pending.append(Traced.of(self.page[at:end], at))
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
        self.pending.append(Traced("".join(texts), starts, ends))
