"""What was released, or is in a list, as an Atom feed (RFC 4287; its pages by RFC 5005)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
# What no XML document may hold, whatever it stands for.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# When a list changed last in which there is nothing.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One thing, in the words of one language; `address` never changes and is its id."""

    address: str
    title: str
    summary: str
    author: str
    published: datetime
    files: tuple[tuple[str, str], ...] = ()  # address and media type
    updated: datetime | None = None

    @property
    def changed(self) -> datetime:
        return self.updated or self.published


@dataclass(frozen=True)
class Feed:
    """`updated` is told where there is no entry yet."""

    address: str
    page: str
    title: str
    subtitle: str
    language: str
    updated: datetime
    entries: tuple[Entry, ...]
    next: str = ""


def as_atom(feed: Feed) -> bytes:
    root = ElementTree.Element(
        "feed", {"xmlns": ATOM, "xml:lang": "zh-Hans" if feed.language[:2] == "zh" else "en"}
    )
    _said(root, "id", feed.address)
    _said(root, "title", feed.title)
    if feed.subtitle:
        _said(root, "subtitle", feed.subtitle)
    _said(root, "updated", _latest(feed).isoformat())
    ElementTree.SubElement(root, "author").append(_element("name", "According"))
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    if feed.next:
        _link(root, "next", feed.next, "application/atom+xml")
    _said(root, "generator", "According")
    for entry in feed.entries:
        _add(root, entry)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(root: ElementTree.Element, entry: Entry) -> None:
    node = ElementTree.SubElement(root, "entry")
    _said(node, "id", entry.address)
    _said(node, "title", entry.title)
    _said(node, "published", entry.published.isoformat())
    _said(node, "updated", entry.changed.isoformat())
    if entry.author:
        ElementTree.SubElement(node, "author").append(_element("name", entry.author))
    _said(node, "summary", entry.summary)
    _link(node, "alternate", entry.address, "text/html")
    for address, media in entry.files:
        _link(node, "enclosure" if media.startswith("image/") else "related", address, media)


def _latest(feed: Feed) -> datetime:
    return max((entry.changed for entry in feed.entries), default=feed.updated)


def _said(parent: ElementTree.Element, name: str, text: str) -> None:
    parent.append(_element(name, text))


def _element(name: str, text: str) -> ElementTree.Element:
    node = ElementTree.Element(name)
    node.text = FORBIDDEN.sub("\ufffd", text)
    return node


def _link(parent: ElementTree.Element, rel: str, href: str, media: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": href, "type": media})
