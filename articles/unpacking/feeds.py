"""RSS, RDF and Atom feeds: entries with their full text become records, the others addresses.

The reading is feedparser's (decision record 0061), which tries no network for a stream; entities
are refused before it sees them.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from articles.reading.article import UnreadableArticle
from articles.reading.decoding import decoded
from articles.reading.fields import is_cut_off
from articles.unpacking.member import (
    MEGABYTE,
    Budget,
    Member,
    UnreadableContainer,
    refused,
)

FEED_LIMIT = 10 * MEGABYTE
FULL_CONTENT = 250  # weighted characters that make a content element more than a teaser
FULL_SUMMARY = 1200  # … and a description the whole text
_ROOT = re.compile(
    r"\s*(?>(?>(?><\?[^>]*>)|(?><!--.*?-->)|(?><!doctype[^>\[]*(?:\[.*?\]\s*)?>))\s*)*"
    r"<(?:\w+:)?(rss|rdf|feed)\b([^>]*)>",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,300}>", re.IGNORECASE)
_HOSTILE = re.compile(
    r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b|<!DOCTYPE[^>]{0,300}\[", re.IGNORECASE
)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_END = re.compile(r"</(?:\w+:)?(?:rss|rdf|feed)\s*>\s*(?>(?><!--.*?-->)\s*)*\Z", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_HAN = re.compile("[\u3400-\u9fff]")


def is_feed(head: str) -> bool:
    """Whether the beginning of a text is that of a feed."""
    root = _ROOT.match(head[:20_000])
    if root is None:
        return False
    return root[1].lower() != "rdf" or "purl.org/rss" in root[2] or "netscape.com/rdf" in root[2]


def members_of_feed(
    data: bytes, name: str, budget: Budget, url: str = "", encoding: str | None = None
) -> Iterator[Member]:
    if len(data) > FEED_LIMIT:
        raise UnreadableContainer(f"a feed larger than {FEED_LIMIT // MEGABYTE} MB")
    feed = _parsed(_text(data, encoding), url)
    for number, entry in enumerate(feed["entries"], 1):
        budget.take_member()
        member = _member(entry, feed["feed"], f"{name}entry {number}")
        budget.take(len(member.data or b""))
        yield member
    if feed["cut_off"]:
        raise UnreadableContainer("the feed is cut off")


def feed_title(data: bytes, *, encoding: str | None = None) -> str:
    """What a feed calls itself, "" if it does not."""
    return str(_parsed(_text(data, encoding), "")["feed"].get("title") or "").strip()


def _text(data: bytes, encoding: str | None) -> str:
    try:
        text = decoded(data, encoding).text
    except UnreadableArticle as error:
        raise UnreadableContainer(error.reason) from error
    if _HOSTILE.search(_CDATA.sub("", text)):
        raise UnreadableContainer("the XML declares entities, which are not expanded")
    return _DOCTYPE.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")), count=1)


def _parsed(text: str, url: str) -> dict[str, Any]:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    feed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers, sanitize_html=False
    )
    entries = list(feed.entries)
    cut_off = bool(feed.bozo) and _END.search(text[-2000:]) is None
    if feed.bozo and not entries:
        raise UnreadableContainer("the XML is broken")
    return {
        "feed": feed.feed,
        "entries": entries[:-1] if cut_off else entries,  # the last one is not all there
        "cut_off": cut_off,
    }


def _member(entry: dict[str, Any], feed: Mapping[str, Any], name: str) -> Member:
    link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
    publisher = str((entry.get("source") or {}).get("title") or "").strip()
    text = _full_text(entry)
    version = _version(entry, link, text or "")
    web = link.lower().startswith(("http://", "https://"))
    if text is None:
        if not web:
            return refused(name, "only a summary, and no address to fetch the article from")
        return Member(name, None, url=link, publisher=publisher, version=version)
    record = {
        "title": entry.get("title"),
        "url": link if web else None,
        "published": _first(entry, "published", "updated"),
        "author": entry.get("author"),
        "publisher": publisher,
        "site_name": feed.get("title"),
        "language": feed.get("language"),
        "content_html": text,
    }
    written = json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False)
    return Member(
        name,
        written.encode("utf-8", "replace"),
        url=link if web else "",
        encoding="utf-8",
        media_type="application/json",
        publisher=publisher,
        version=version,
    )


def _version(entry: dict[str, Any], link: str, text: str) -> str:
    """An entry's id, and what changes when it is corrected, which not every feed gives a date to.
    Of the text only the words: marks and counters in the markup differ at every look."""
    changed = _first(entry, "updated", "published")
    parts = (entry.get("id") or link, changed, entry.get("title"), _TAGS.sub("", text))
    return "\n".join(str(part or "").strip() for part in parts)


def _first(entry: dict[str, Any], *keys: str) -> Any:
    """The first value that is there; feedparser's own look-up would take one key for another."""
    return next(filter(None, (dict.get(entry, key) for key in keys)), None)


def _full_text(entry: Mapping[str, Any]) -> str | None:
    contents = [str(part.get("value") or "") for part in entry.get("content", ())]
    best = max(contents, key=_weight, default="")
    if _weight(best) >= FULL_CONTENT and not is_cut_off(best):
        return best
    summary = str(entry.get("summary") or "")
    return summary if _weight(summary) >= FULL_SUMMARY and not is_cut_off(summary) else None


def _weight(markup: str) -> int:
    """Visible characters; a Han character says as much as three letters."""
    words = _TAGS.sub("", markup)
    return len(words) + 2 * len(_HAN.findall(words))
