"""Who is quoted by whom: X reports what Y said, in one sentence and one clause."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.mending.lexicon import words

_CLAUSE = re.compile("[，。；：！？“”「」]")


def cited_for_the_report(draft: Draft, drafts: Sequence[Draft], text: str) -> Draft:
    """X reported A, citing Y: who is cited is no content, but the source of A within the report."""
    cites = draft.cue and words("citing").fullmatch(text, *draft.cue[-1])
    if not cites or not draft.source or len(draft.content) != 1:
        return draft
    reports = [
        other
        for other in drafts
        if other is not draft
        and other.source == draft.source
        and "\n" not in text[min(other.start, draft.start) : max(other.start, draft.start)]
    ]
    if not reports:
        return draft
    nearest = min(reports, key=lambda other: abs(other.start - draft.start))
    return replace(draft, source=draft.content, content=nearest.content)


def quoted_by_another(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """X引述【Y】报道A is X's report of what Y says; in X引述【Y】表示A X's content is 表示A."""
    mended_drafts = list(drafts)
    for n, draft in enumerate(drafts):
        if not _quotes(draft, text):
            continue
        quoted = draft.content
        end = quoted[-1].end
        following = words("quoted").match(text, end)
        saying = [
            m
            for m, other in enumerate(drafts)
            if m != n and other.cue and end <= other.cue[0].start <= end + 4
        ]
        if not saying:
            continue
        said = drafts[saying[0]]
        if words("reporting").fullmatch(text, *said.cue[-1]):
            cue = (*draft.cue, Span(*following.span())) if following else draft.cue
            mended_drafts[saying[0]] = replace(said, source=draft.source)
            mended_drafts[n] = replace(draft, source=quoted, cue=cue, content=said.content)
        else:
            whole = (Span(said.cue[0].start, said.content[-1].end),)
            mended_drafts[saying[0]] = replace(said, source=quoted)
            mended_drafts[n] = replace(draft, content=whole)
    return mended_drafts


def _quotes(draft: Draft, text: str) -> bool:
    """Whether the tagger took who is quoted for what is said, as English *citing* is annotated."""
    if not (draft.source and draft.cue and len(draft.content) == 1):
        return False
    cue, content = draft.cue[-1], draft.content[0]
    named = text[content.start : content.end]
    return (
        words("quoting").fullmatch(text, *cue) is not None
        and content.start == cue.end
        and not _CLAUSE.search(named)
    )


def without_citation(draft: Draft, text: str) -> Iterator[Draft]:
    """【X引用Y】的话报导: not one source but two."""
    for source in draft.source[:1]:
        quoting = words("quoting").search(text, source.start + 1, source.end - 1)
        if quoting:
            outer, inner = Span(source.start, quoting.start()), Span(quoting.end(), source.end)
            if _chained(outer, inner, text):
                yield replace(draft, source=(outer,))
                yield replace(draft, source=(inner,))
                return
    yield draft


def informants(drafts: Sequence[Draft], text: str) -> Iterator[Draft]:
    """X引用Y的话报导: where only X was found, Y says the same."""
    taken = {draft.source for draft in drafts}
    for draft in drafts:
        found = _informant(draft, text)
        if found and found.source not in taken:
            yield found


def _informant(draft: Draft, text: str) -> Draft | None:
    if not draft.source or not draft.cue:
        return None
    own = [cue for cue in draft.cue[:-1] if words("quoting").fullmatch(text, *cue)]
    quoting = own[0] if own else None
    if quoting is None and (beside := words("quoting").match(text, draft.source[-1].end)):
        quoting = Span(*beside.span())
    if quoting is None:
        return None
    quoted = words("quoted").search(text, quoting.end, draft.cue[-1].start)
    if quoted is None or words("speaking").match(text, quoted.end()) is None:
        return None
    informant = Span(quoting.end, quoted.start())
    named = text[informant.start : informant.end]
    if not named or _CLAUSE.search(named):
        return None
    cue = (Span(*quoted.span()),) if own else (quoting, Span(*quoted.span()))
    return replace(draft, source=(informant,), cue=cue)


def with_chained_cues(drafts: list[Draft], text: str) -> list[Draft]:
    """X引用Y的话报导: X's cue is 报导, and Y's is 引用…的话."""
    mended_drafts = list(drafts)
    alike: dict[tuple[Span, ...], list[int]] = defaultdict(list)
    for n, draft in enumerate(drafts):
        if draft.source:
            alike[draft.content].append(n)
    for numbers in alike.values():
        for n, m in permutations(numbers, 2):
            cues = _chained(drafts[n].source[-1], drafts[m].source[0], text)
            if cues:
                mended_drafts[n] = replace(mended_drafts[n], cue=cues[0])
                mended_drafts[m] = replace(mended_drafts[m], cue=cues[1])
    return mended_drafts


def _chained(outer: Span, inner: Span, text: str) -> tuple[tuple[Span, ...], ...] | None:
    quoting = words("quoting").fullmatch(text, outer.end, max(outer.end, inner.start))
    if quoting is None:
        return None
    of_inner, end = [Span(*quoting.span())], inner.end
    if quoted := words("quoted").match(text, end):
        of_inner.append(Span(*quoted.span()))
        end = quoted.end()
    reporting = words("reporting").match(text, end)
    return ((Span(*reporting.span()),), tuple(of_inner)) if reporting else None
