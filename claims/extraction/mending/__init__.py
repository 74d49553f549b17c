"""Attributions mended by what news writes regularly; the words stand in mending.toml."""

from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.attribution import Draft
from claims.extraction.mending.contents import (
    continued,
    of_the_accused,
    reports,
    says_something,
    split_at_stops,
    without_lead,
)
from claims.extraction.mending.quoting import (
    cited_for_the_report,
    informants,
    quoted_by_another,
    with_chained_cues,
    without_citation,
)
from claims.extraction.mending.sources import without_far_source, without_oneself

__all__ = ["mended"]


def mended(drafts: Sequence[Draft], text: str, language: str) -> list[Draft]:
    """The drafts of one article, mended; those of unknown languages stay as they are."""
    if language == "en":
        found = [cited_for_the_report(d, drafts, text) for d in drafts if says_something(d, text)]
    elif language.startswith("zh"):
        found = _mended_chinese(drafts, text)
    else:
        return list(drafts)
    found = without_oneself(found, text)
    untouched = set(drafts)
    return [draft if draft in untouched else replace(draft, by="mending") for draft in found]


def _mended_chinese(drafts: Sequence[Draft], text: str) -> list[Draft]:
    found = [of_the_accused(draft, text) for draft in quoted_by_another(drafts, text)]
    found = [without_lead(without_far_source(draft, text), text) for draft in found]
    found = [part for draft in found for part in split_at_stops(draft, text)]
    found = [part for draft in found for part in without_citation(draft, text)]
    found = with_chained_cues([*found, *informants(found, text)], text)
    longer = {draft.content: continued(draft, text) for draft in found if reports(draft, text)}
    return [replace(d, content=longer.get(d.content, d.content)) for d in found]
