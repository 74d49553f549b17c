"""What an HTML page says about itself in its head: meta elements, JSON-LD, canonical links, time
elements."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag

from articles.reading.markup import attribute_of, text_of
from articles.reading.rules import Rules, host_of, publisher_at

# fmt: off
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article.published", "datepublished",
    "pubdate", "publishdate", "publish_date", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "date", "og:time",
)
# fmt: on
_TELLING = "meta[content], link[rel=canonical], script[type='application/ld+json'], title, time"
_NEWS_TYPES = ("Article", "Posting", "Report")


@dataclass(slots=True)
class Metadata:
    """Candidates, best first; nothing is decided here."""

    titles: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)
    page_title: str = ""


def read_metadata(root: Tag) -> Metadata:
    found = Metadata()
    metas: dict[str, str] = {}
    times: list[str] = []
    for element in root.select(_TELLING):
        if element.name == "meta":
            keys = (attribute_of(element, name) for name in ("property", "name", "itemprop"))
            key = next(filter(None, keys), "")
            if key and (content := attribute_of(element, "content").strip()):
                metas.setdefault(key.strip().lower(), content)
        elif element.name == "link":
            found.urls.append(attribute_of(element, "href"))
        elif element.name == "script":
            _read_json(text_of(element), found)
        elif element.name == "title":
            found.page_title = found.page_title or " ".join(text_of(element).split())
        elif moment := attribute_of(element, "datetime"):
            times.append(moment)
    _read_metas(metas, found)
    found.dates.extend(times)
    found.urls = [url for url in found.urls if host_of(url)]
    return found


def _read_metas(metas: dict[str, str], found: Metadata) -> None:
    found.dates.extend(metas[key] for key in _PUBLISHED if key in metas)
    found.titles.extend(metas[key] for key in ("og:title", "twitter:title") if key in metas)
    found.urls.extend(metas[key] for key in ("og:url", "twitter:url") if key in metas)
    for key in ("author", "article:author", "og:article:author"):
        if key in metas and "@" not in metas[key] and "://" not in metas[key]:
            found.authors.append(metas[key])
    if "og:site_name" in metas:
        found.site_names.append(metas["og:site_name"])


def _read_json(text: str, found: Metadata) -> None:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in _news_items(data):
        found.titles.extend(_texts(item.get("headline")))
        found.dates.extend(_texts(item.get("datePublished")) + _texts(item.get("pubDate")))
        found.urls.extend(_texts(item.get("url")) + _texts(item.get("@id")))
        found.authors.extend(_names(item.get("author")))
        found.site_names.extend(_names(item.get("publisher")))


def _news_items(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item[:50])
        elif isinstance(item, dict):
            kinds = " ".join(_texts(item.get("@type")))
            if any(kind in kinds for kind in _NEWS_TYPES) or "pubDate" in item:
                yield item
            waiting.extend(
                item.get("@graph", [])[:50] if isinstance(item.get("@graph"), list) else []
            )


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in values]
    return [name for name in _texts(names) if "://" not in name]


def own_publisher(root: Tag) -> Rules | None:
    """The known publisher to whom most links lead: a site links to itself more than to others."""
    hosts = Counter(
        host_of(attribute_of(element, "href")) for element in root.select("[href*='//']")
    )
    known = Counter[int]()
    rules_by_id: dict[int, Rules] = {}
    for host, count in hosts.items():
        rules = publisher_at(host)
        if rules is not None:
            known[id(rules)] += count
            rules_by_id[id(rules)] = rules
    best = known.most_common(1)
    if not best or best[0][1] * 3 < sum(hosts.values()):
        return None
    return rules_by_id[best[0][0]]
