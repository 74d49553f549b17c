"""Sources that are none, or none of this content."""

from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.attribution import Draft
from claims.extraction.chain import holds
from claims.extraction.mending.lexicon import words


def without_oneself(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """他说：“我认为A” is one attribution: what a source says of itself is not cited by anybody."""
    alone = [
        n
        for n, draft in enumerate(drafts)
        if len(draft.source) == 1 and words("oneself").fullmatch(text, *draft.source[0])
    ]
    cited = {
        n
        for n in alone
        if any(
            draft.start < drafts[n].start
            and holds(draft.content, drafts[n].source + drafts[n].content)
            for draft in drafts
        )
    }
    return [draft for n, draft in enumerate(drafts) if n not in cited]


def without_far_source(draft: Draft, text: str) -> Draft:
    """A source stands in the paragraph of its cue, or nowhere: 被指 has none of another one."""
    if not draft.source:
        return draft
    near = draft.cue[0].start if draft.cue else draft.content[0].start
    first, last = sorted((draft.source[0].start, near))
    return replace(draft, source=()) if "\n" in text[first:last] else draft
