"""When an article was published: from all that its page says to one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from articles.reading.blocks import Block
from articles.reading.crediting import datelines
from articles.reading.dates import date_in_address, find_date, make_date, month_of, year_of
from articles.reading.draft import Draft

EARLIEST = 1990  # a page of an earlier year is about it, not of it
_LINE_LIMIT = 90  # characters; what is longer is no date line
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|(?<!\d)20\d{6}(?!\d)")
_SAYS_SO = re.compile(
    r"(?:first )?(?:published|posted(?! by)|date\b)"
    r"|发布|發布|發佈|发表|發表|刊登|日期|[时時][间間][:：]",
    re.I,
)
_NO_DATE_LINE = re.compile(r"current|expir|\bas of\b|copyright|©|版权|all rights", re.IGNORECASE)
# Scripts that draw the page keep its date under such a name.
_IN_SCRIPT = re.compile(
    r"""["']?\b(?:datePublished|publish_?[Tt]ime|publish_?[Dd]ate|published_?[Aa]t|pub_?[Dd]ate|"""
    r"""pub_?[Tt]ime|var ct|firstPublish\w{0,12})["']?\s*[:=]\s*["']?([^"',;<>}]{8,40})"""
)


def published_of(draft: Draft) -> datetime | date | None:
    """The first of: what the head or front matter says, the dateline, the address, the file's day.

    On a page: what the head says, the address, a visible line, the dateline, a script. Lines may be
    others' dates, but give a day its time.
    """
    zone = draft.rules.timezone if draft.rules else None
    is_page = draft.format == "html"
    found = _moments(draft.dates, zone, EARLIEST if is_page else 0)
    addressed = next(filter(None, map(date_in_address, draft.urls)), None)
    if not is_page:
        return (
            _with_its_time(found) if found else _in_dateline(draft) or addressed or draft.published
        )
    found += [addressed] if addressed else []
    found += _moments(date_lines(draft.blocks), zone, EARLIEST)
    if found:
        return _with_its_time(found)
    return _in_dateline(draft) or _in_script(draft.page, zone) or draft.published


def _moments(written: list[str], zone: str | None, earliest: int) -> list[datetime | date]:
    found = (find_date(words, zone) for words in written)
    return [moment for moment in found if moment and moment.year >= earliest]


def _in_dateline(draft: Draft) -> date | None:
    return next(filter(None, (_day_of(match, draft) for match in datelines(draft))), None)


def _in_script(page: str, zone: str | None) -> datetime | date | None:
    written = [match[1] for match in _IN_SCRIPT.finditer(page)]
    return next(iter(_moments(written, zone, EARLIEST)), None)


def _with_its_time(found: Sequence[datetime | date]) -> datetime | date:
    """The first; where it is only a day and another has that day with its time, the other."""
    first = found[0]
    if isinstance(first, datetime):
        return first
    moments = (moment for moment in found if isinstance(moment, datetime))
    return next((moment for moment in moments if moment.date() == first), first)


def _day_of(match: re.Match[str], draft: Draft) -> date | None:
    groups = match.groupdict()
    written = groups.get("month") or groups.get("monthname")
    if not written or not groups.get("day"):
        return None
    month, day = month_of(written) if written.isalpha() else int(written), int(groups["day"])
    year = groups.get("year") or year_of(month, day, draft.page, draft.urls)
    return make_date(int(year), month, day) if year else None


def date_lines(blocks: list[Block]) -> list[str]:
    """The short lines around the body that hold a year: those that say they are its date, then
    those above the body, the nearest first, then those below."""
    body = [index for index, block in enumerate(blocks) if block.reason is None]
    start = body[0] if body else 0
    lines: list[tuple[tuple[bool, bool, int], str]] = []
    for index, block in enumerate(blocks):
        words = block.words
        if block.reason is None or len(words) >= _LINE_LIMIT or not _YEAR.search(words):
            continue
        if block.reason == "comments" or _NO_DATE_LINE.search(words) or _mostly_links(block):
            continue
        lines.append(((not _SAYS_SO.match(words), index > start, abs(index - start)), words))
    return [words for _, words in sorted(lines)][:10]


def _mostly_links(block: Block) -> bool:
    return block.linked > 0.9 * len(block.text)
