"""What an HTML page says about itself: meta elements, JSON-LD, canonical links, microdata, time
elements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bs4 import Tag

from articles.reading.linked import LinkedArticle, linked_articles
from articles.reading.marked import read_marked
from articles.reading.markup import attribute_of, text_of
from articles.reading.rules import Rules, host_of, publisher_at

# fmt: off
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article.published", "datepublished",
    "article:published", "publication_date", "pubdate", "publishdate", "publish_date",
    "publish-date", "pdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "bt:pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dc.date.created", "created", "date", "og:time", "citation_publication_date", "og:release_date",
)
_AUTHORS = (
    "author", "article:author", "og:article:author", "byl", "byline", "dc.creator",
    "dcterms.creator", "parsely-author", "sailthru.author", "citation_author",
)
_CREDITS = (
    "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "byl",
    "source", "dc.source", "dcterms.source", "original-source", "mediaid", "contentprovider",
    "content_source", "article:source", "news_source", "parsely-author", "cre", "dc.publisher",
    "syndication-source",
)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
# fmt: on
_HEAD = "meta[content], link[rel=canonical], script[type*='ld+json'], title, html[lang]"
_NAME_LIMIT = 100  # characters; what is longer is no byline


@dataclass(slots=True)
class Metadata:
    """Candidates, best first; nothing is decided here."""

    titles: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)  # each a whole byline
    urls: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # names that may be a wire service's
    languages: list[str] = field(default_factory=list)
    page_title: str = ""


def read_metadata(root: Tag) -> Metadata:
    found = Metadata()
    metas: dict[str, str] = {}
    scripts: list[str] = []
    for element in root.select(_HEAD):
        if element.name == "meta":
            _note(element, metas)
        elif element.name == "link":
            found.urls.append(attribute_of(element, "href"))
        elif element.name == "script":
            scripts.append(text_of(element))
        elif element.name == "title":
            found.page_title = found.page_title or " ".join(text_of(element).split())
        else:
            found.languages.append(attribute_of(element, "lang"))
    articles = linked_articles(scripts)
    _add_linked(_own_first(articles, [metas.get("og:title", ""), found.page_title]), found)
    _add_metas(metas, found)
    _add_marked(root, found)
    found.urls = [url for url in found.urls if host_of(url)]
    return found


def _note(element: Tag, metas: dict[str, str]) -> None:
    names = ("property", "name", "itemprop", "http-equiv")
    key = next(filter(None, (attribute_of(element, name) for name in names)), "")
    key = re.sub(r"\s+", "", key).lower()
    if key and (content := attribute_of(element, "content").strip()):
        metas.setdefault(key, content)


def _own_first(articles: list[LinkedArticle], titles: Iterable[str]) -> list[LinkedArticle]:
    """The item about this very article; those about others, which a page may list, are left out."""
    plain = [" ".join(title.split()) for title in titles if title]
    for article in articles:
        for headline in article.headlines:
            if any(" ".join(headline.split())[:60] in title for title in plain):
                return [article]
    return articles[:1]


def _add_linked(articles: list[LinkedArticle], found: Metadata) -> None:
    for article in articles:
        found.titles += article.headlines
        found.dates += article.dates
        found.urls += article.urls
        found.authors += _byline(article.authors)
        found.site_names += article.publishers
        found.credits += [*article.authors, *article.credits]
        found.languages += article.languages


def _add_metas(metas: dict[str, str], found: Metadata) -> None:
    found.dates += [metas[key] for key in _PUBLISHED if key in metas]
    found.titles += [metas[key] for key in ("og:title", "twitter:title") if key in metas]
    found.urls += [metas[key] for key in ("og:url", "twitter:url") if key in metas]
    for key in _AUTHORS:
        if key in metas:
            found.authors += _byline([metas[key]])
    found.credits += [metas[key] for key in _CREDITS if key in metas]
    found.languages += [metas[key] for key in _LANGUAGES if key in metas]
    if "og:site_name" in metas:
        found.site_names.append(metas["og:site_name"])


def _add_marked(root: Tag, found: Metadata) -> None:
    marked = read_marked(root)
    found.titles += marked.headlines[:1]
    found.dates += marked.dates
    found.authors += _byline(marked.authors[:5])
    found.site_names += marked.publishers[:1]
    found.credits += marked.authors + marked.publishers


def _byline(names: list[str]) -> list[str]:
    """One byline of all names that may be people's: no addresses, no sentences."""
    fitting = [
        name for name in names if "@" not in name and "://" not in name and len(name) < _NAME_LIMIT
    ]
    return [", ".join(fitting)] if fitting else []


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
