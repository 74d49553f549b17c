"""JSON-LD as pages really carry it: graphs, references, broken syntax."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

NEWS_TYPES = ("Article", "Posting", "Report")
ITEM_LIMIT = 500  # real pages stay under 100
JSON_LIMIT = 1_000_000  # characters; real scripts stay under 100,000
COMMENT_LIMIT = 200  # looking for the end of each is quadratic
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPING = re.compile(r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)|"
                       r"(?:-->|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?|;)\s*$")  # fmt: skip
_STRING_OR_SLIP = re.compile(
    r'"(?:[^"\\]|\\.)*+"|(?P<comment>/\*.*?\*/|(?<![:\w])//[^\n]*)|(?P<comma>,(?=\s*[}\]]))',
    re.DOTALL,
)
_FIELD = r'"{name}"\s*:\s*"((?:[^"\\]|\\.){{1,500}})"'


@dataclass(slots=True)
class LinkedArticle:
    """What one item says of itself; nothing is decided here."""

    headlines: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # who is credited, and is no person
    languages: list[str] = field(default_factory=list)


def linked_articles(scripts: list[str]) -> list[LinkedArticle]:
    """The news items in the page's JSON-LD, in page order."""
    roots: list[Any] = []
    broken: list[LinkedArticle] = []
    for script in scripts:
        data = parse_json(script)
        if data is not None:
            roots.append(data)
        elif found := _from_broken(script):
            broken.append(found)
    known = {item["@id"]: item for item in _items(roots) if _says_more(item)}
    return [_article(item, known) for item in _items(roots) if _is_news(item)] + broken


def parse_json(text: str) -> Any:
    """What a script says, with the slips that browsers' eyes never see forgiven; None if it is
    beyond that."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", text[:JSON_LIMIT]))
    attempts = [text[:JSON_LIMIT], bare]
    if bare.count("/*") <= COMMENT_LIMIT:
        attempts.append(_STRING_OR_SLIP.sub(_without_slip, bare))
    for attempt in attempts:
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_slip(match: re.Match[str]) -> str:
    return "" if match["comment"] or match["comma"] else match[0]


def _from_broken(script: str) -> LinkedArticle | None:
    """The few plain fields of a script that is no JSON, if it is about an article."""

    def written(name: str) -> list[str]:
        found = re.search(_FIELD.format(name=name), script)
        return [found[1].replace('\\"', '"').replace("\\/", "/")] if found else []

    if not any(f'{kind}"' in script for kind in NEWS_TYPES) or not written("datePublished"):
        return None
    return LinkedArticle(headlines=written("headline"), dates=written("datePublished"))


def _items(roots: list[Any]) -> Iterator[dict[str, Any]]:
    waiting, count = list(roots), 0
    while waiting and count < ITEM_LIMIT:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item[:50] + waiting
        elif isinstance(item, dict):
            count += 1
            yield item
            inside = [item[key] for key in _INSIDE if isinstance(item.get(key), list | dict)]
            waiting = inside + waiting


def _says_more(item: dict[str, Any]) -> bool:
    """Whether others may point at it: an `@id` alone is itself a pointer."""
    return isinstance(item.get("@id"), str) and len(item) > 1


def _is_news(item: dict[str, Any]) -> bool:
    kinds = " ".join(texts(item.get("@type")))
    return any(kind in kinds for kind in NEWS_TYPES) or "pubDate" in item


def _article(item: dict[str, Any], known: dict[str, Any]) -> LinkedArticle:
    people = [*_parties(item.get("author"), known), *_parties(item.get("creator"), known)]
    publishers = _names(_parties(item.get("publisher"), known))
    credited = [
        name
        for key in ("sourceOrganization", "provider", "copyrightHolder")
        for name in _names(_parties(item.get(key), known))
    ]
    page = item.get("mainEntityOfPage")
    page_url = page.get("@id") if isinstance(page, dict) else page
    organizations = [party for party in people if _is_organization(party)]
    return LinkedArticle(
        texts(item.get("headline")),
        texts(item.get("datePublished")) + texts(item.get("pubDate")),
        texts(item.get("url")) + texts(page_url) + texts(item.get("@id")),
        list(dict.fromkeys(_names(people))),
        publishers,
        [*texts(item.get("creditText")), *_names(organizations), *publishers, *credited],
        texts(item.get("inLanguage")),
    )


def _parties(value: Any, known: dict[str, Any]) -> list[Any]:
    """People and organizations, those that are only pointed at looked up."""
    values = value if isinstance(value, list) else [value]
    return [
        known.get(str(party["@id"]), party)
        if isinstance(party, dict) and "name" not in party and isinstance(party.get("@id"), str)
        else party
        for party in values[:50]
    ]


def _is_organization(party: Any) -> bool:
    return isinstance(party, dict) and "Organization" in " ".join(texts(party.get("@type")))


def _names(parties: list[Any]) -> list[str]:
    names: list[Any] = []
    for party in parties:
        name = party.get("name") if isinstance(party, dict) else party
        names += name if isinstance(name, list) else [name]
    return [name for name in texts(names) if "://" not in name]


def texts(value: Any) -> list[str]:
    """The strings in a value that may be one, a list of them, or anything else."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]
