"""From candidates to one answer each: which blocks are text, who published it, when, and who wrote
it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from articles.reading.blocks import Block
from articles.reading.dates import MONTHS, date_in_address, find_date, make_date, year_of
from articles.reading.draft import Draft
from articles.reading.rules import Pattern, Rules, common_rules, host_of, publisher_named

_WEB_ADDRESS = re.compile(r"https?://\S+$")
CAPTION_LIMIT = 200  # characters: text beside an image that is longer is a paragraph
_SENTENCE_END = re.compile(r"[。.!?！？]\s*$")


def mark_dropped(draft: Draft) -> None:
    """Give each block that is not article text its reason."""
    rules = draft.rules.drop if draft.rules else ()
    patterns = (*rules, *common_rules().drop)
    title = draft.title.text if draft.title else None
    over: str | None = None
    kept = 0
    for block in draft.blocks:
        if block.reason is not None:
            continue
        if over:
            block.reason = over
        elif pattern := _first_found(patterns, block.words):
            block.reason = pattern.reason
            over = pattern.reason if pattern.rest else None
        else:
            block.reason = _reason_by_place(block, draft.format, title if kept < 3 else None)
            kept += block.reason is None


def _reason_by_place(block: Block, format_name: str, title: str | None) -> str | None:
    """Why the block is not text, by what stands around it."""
    if block.words == title:
        return "title repeated"
    if block.beside_image and len(block.words) < CAPTION_LIMIT:
        return "photo caption"
    if format_name == "text" and _only_byline(block.words):
        return "byline line"
    if format_name == "html" and block.linked > 0.9 * len(block.text):
        return "related links"
    return None


def _first_found(patterns: Iterable[Pattern], words: str) -> Pattern | None:
    return next((pattern for pattern in patterns if pattern.regex.search(words)), None)


def _only_byline(words: str) -> bool:
    """A line that holds nothing but the writer's name."""
    return len(words) < 60 and any(
        (found := pattern.regex.match(words)) and found.end() == len(words)
        for pattern in common_rules().byline
    )


def _datelines(draft: Draft) -> Iterable[re.Match[str]]:
    """The dateline in one of the first kept blocks, in the publisher's own form or a common one."""
    own = draft.rules.dateline if draft.rules else ()
    kept = [block.words for block in draft.blocks if block.reason is None]
    for pattern in own:
        yield from filter(None, (pattern.regex.search(block.words) for block in draft.blocks))
    for words in kept[:3]:
        yield from filter(
            None, (pattern.regex.search(words) for pattern in common_rules().dateline)
        )


def published_of(draft: Draft) -> datetime | date | None:
    """The first of: what the head or front matter says, the dateline, the address."""
    zone = draft.rules.timezone if draft.rules else None
    for written in draft.dates:
        if found := find_date(written, zone):
            return found
    for match in _datelines(draft):
        if day := _day_of(match, draft.page):
            return day
    return next(filter(None, map(date_in_address, draft.urls)), None)


def _day_of(match: re.Match[str], page: str) -> date | None:
    groups = match.groupdict()
    if not groups.get("day"):
        return None
    month = groups.get("month") or MONTHS.index(groups["monthname"][:3].lower()) + 1
    year = groups.get("year") or year_of(int(month), int(groups["day"]), page)
    return make_date(int(year), int(month), int(groups["day"])) if year else None


def publisher_of(draft: Draft) -> str | None:
    """The canonical name where a rule knows the publisher, else the name the page gives itself."""
    if draft.publisher:
        return _canonical(draft.publisher)
    if draft.rules:
        return draft.rules.name
    if draft.site_names:
        return _canonical(draft.site_names[0])
    for match in _datelines(draft):
        if name := match.groupdict().get("publisher"):
            return _canonical(name)
    return None


def _canonical(name: str) -> str:
    rules = publisher_named(name)
    return rules.name if rules else name.strip()


def byline_of(draft: Draft, publisher: str | None) -> str | None:
    """The writer's name. A publisher that signs with its own name has no byline."""
    for author in draft.authors:
        name = " ".join(author.split())
        if name and name != publisher and not _is_publisher(name, draft.rules):
            return re.sub(r"^[Bb]y\s+", "", name)
    kept = [block.words for block in draft.blocks if block.reason is None][:2]
    others = [
        b.words for b in draft.blocks if b.reason in ("credit", "byline line", "photo caption")
    ]
    around = [
        b.words for b in draft.blocks if b.reason and len(b.words) < 40 and b.words not in others
    ]
    for words in (*kept, *others, *around):
        for pattern in common_rules().byline:
            if found := pattern.regex.search(words[:120]):
                return found["byline"].strip()
    return None


def _is_publisher(name: str, rules: Rules | None) -> bool:
    return rules is not None and name in rules.all_names


def canonical_url(draft: Draft, given: str) -> str | None:
    """The original's address, cut to the publisher's canonical form where its rule names one."""
    addresses = ["https:" + url if url.startswith("//") else url for url in draft.urls]
    web = (url for url in [*addresses, given] if _WEB_ADDRESS.match(url) and host_of(url))
    url = next(web, None)
    if url and draft.rules and draft.rules.address:
        return draft.rules.address.canonical(url)
    return url


def kept_blocks(draft: Draft) -> list[Block]:
    return [block for block in draft.blocks if block.reason is None]
