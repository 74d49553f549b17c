"""Attributions mended by what news writes regularly; the words stand in mending.toml."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.chain import holds

_STOP = re.compile("[。！？]")
_CLAUSE = re.compile("[，。；：！？“”「」]")
_OPENING = '“「『"'


def mended(drafts: Sequence[Draft], text: str, language: str) -> list[Draft]:
    """The drafts of one article, mended; those of unknown languages stay as they are."""
    if language == "en":
        found = [_cited_for_the_report(d, drafts, text) for d in drafts if _says_something(d, text)]
    elif language.startswith("zh"):
        found = _mended_chinese(drafts, text)
    else:
        return list(drafts)
    found = _without_oneself(found, text)
    untouched = set(drafts)
    return [draft if draft in untouched else replace(draft, by="mending") for draft in found]


def _mended_chinese(drafts: Sequence[Draft], text: str) -> list[Draft]:
    found = [_of_the_accused(draft, text) for draft in _quoted_by_another(drafts, text)]
    found = [_without_lead(_without_far_source(draft, text), text) for draft in found]
    found = [part for draft in found for part in _split_at_stops(draft, text)]
    found = [part for draft in found for part in _without_citation(draft, text)]
    found = _with_chained_cues([*found, *_informants(found, text)], text)
    longer = {draft.content: _continued(draft, text) for draft in found if _reports(draft, text)}
    return [replace(d, content=longer.get(d.content, d.content)) for d in found]


def _cited_for_the_report(draft: Draft, drafts: Sequence[Draft], text: str) -> Draft:
    """X reported A, citing Y: who is cited is no content, but the source of A within the report."""
    cites = draft.cue and _words("citing").fullmatch(text, *draft.cue[-1])
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


def _says_something(draft: Draft, text: str) -> bool:
    """A lone preposition is what is left of a content that the tagger lost."""
    return not all(_words("lone").fullmatch(text, *part) for part in draft.content)


def _without_oneself(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """他说：“我认为A” is one attribution: what a source says of itself is not cited by anybody."""
    alone = [
        n
        for n, draft in enumerate(drafts)
        if len(draft.source) == 1 and _words("oneself").fullmatch(text, *draft.source[0])
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


def _quoted_by_another(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """X引述【Y】报道A is X's report of what Y says; in X引述【Y】表示A X's content is 表示A."""
    mended_drafts = list(drafts)
    for n, draft in enumerate(drafts):
        if not _quotes(draft, text):
            continue
        quoted = draft.content
        end = quoted[-1].end
        words = _words("quoted").match(text, end)
        saying = [
            m
            for m, other in enumerate(drafts)
            if m != n and other.cue and end <= other.cue[0].start <= end + 4
        ]
        if not saying:
            continue
        said = drafts[saying[0]]
        if _words("reporting").fullmatch(text, *said.cue[-1]):
            cue = (*draft.cue, Span(*words.span())) if words else draft.cue
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
        _words("quoting").fullmatch(text, *cue) is not None
        and content.start == cue.end
        and not _CLAUSE.search(named)
    )


def _of_the_accused(draft: Draft, text: str) -> Draft:
    """在【甲方】被指【可能撤军】之际，…: what the accused is said to have done, and no more."""
    cue = draft.cue[-1] if draft.cue else None
    if cue is None or not _words("accusing").fullmatch(text, *cue):
        return draft
    before = [part for part in draft.content if part.end <= cue.start][-1:]
    after = [part for part in draft.content if part.start >= cue.end][:1]
    if not before or not after:
        return draft
    lead = _words("leading").match(text, *before[0])
    end = _words("closing").search(text, *after[0])
    if not lead or not end:
        return draft
    accused, deed = Span(lead.end(), before[0].end), Span(after[0].start, end.start())
    return replace(draft, content=(accused, deed))


def _without_far_source(draft: Draft, text: str) -> Draft:
    """A source stands in the paragraph of its cue, or nowhere: 被指 has none of another one."""
    if not draft.source:
        return draft
    near = draft.cue[0].start if draft.cue else draft.content[0].start
    first, last = sorted((draft.source[0].start, near))
    return replace(draft, source=()) if "\n" in text[first:last] else draft


def _without_lead(draft: Draft, text: str) -> Draft:
    """证实【计划】，表示【将进行】: what is no quotation before 表示 is not what was 表示."""
    if not draft.cue or not _words("speaking").fullmatch(text, *draft.cue[-1]):
        return draft
    if len(draft.cue) > 1:
        return draft  # 据…报道 and 对…表示 stand around their own words
    before = [part for part in draft.content if part.end <= draft.cue[0].start]
    after = tuple(part for part in draft.content if part.start >= draft.cue[-1].end)
    if not after or any(_is_quotation(part, text) for part in before):
        return draft
    return replace(draft, content=after)


def _split_at_stops(draft: Draft, text: str) -> Iterator[Draft]:
    """Parts in another sentence than the cue's, with no cue between, are not of this cue.

    A quotation among them is the same source's, without a cue of its own.
    """
    if len(draft.content) < 2 or not draft.cue:
        yield draft
        return
    kept = _beside_cue(draft, text)
    yield replace(draft, content=tuple(draft.content[n] for n in kept))
    for n, part in enumerate(draft.content):
        if n not in kept and any(mark in text[part.start : part.end] for mark in _OPENING):
            yield replace(draft, cue=(), content=(part,))


def _beside_cue(draft: Draft, text: str) -> list[int]:
    """The parts that can be reached from the one nearest to the cue, by number."""
    parts, cue = draft.content, draft.cue[-1]
    nearest = min(
        range(len(parts)), key=lambda n: max(parts[n].start - cue.end, cue.start - parts[n].end)
    )
    kept = [nearest]
    for step in (1, -1):
        n = nearest + step
        while 0 <= n < len(parts) and not _parted(draft, min(n, n - step), text):
            kept.append(n)
            n += step
    return sorted(kept)


def _parted(draft: Draft, n: int, text: str) -> bool:
    one, other = draft.content[n], draft.content[n + 1]
    if any(one.end <= cue.start < other.start for cue in draft.cue):
        return False
    if _is_quotation(one, text) and _is_quotation(other, text):
        return False
    return _STOP.search(text, one.end - 1, other.start) is not None


def _reports(draft: Draft, text: str) -> bool:
    return any(_words("reporting").search(text, *cue) for cue in draft.cue)


def _continued(draft: Draft, text: str) -> tuple[Span, ...]:
    """…报导，【甲方撤军。与此同时，乙方增兵】: the next sentence is in the report as well."""
    last = draft.content[-1]
    if text[last.end : last.end + 1] != "。" or not _words("continuing").match(text, last.end + 1):
        return draft.content
    stop = _STOP.search(text, last.end + 1)
    line = text.find("\n", last.end)
    ends = [end for end in (stop.start() if stop else -1, line) if end >= 0]
    end = min(ends, default=len(text))
    return (*draft.content[:-1], Span(last.start, end))


def _without_citation(draft: Draft, text: str) -> Iterator[Draft]:
    """【X引用Y】的话报导: not one source but two."""
    for source in draft.source[:1]:
        quoting = _words("quoting").search(text, source.start + 1, source.end - 1)
        if quoting:
            outer, inner = Span(source.start, quoting.start()), Span(quoting.end(), source.end)
            if _chained(outer, inner, text):
                yield replace(draft, source=(outer,))
                yield replace(draft, source=(inner,))
                return
    yield draft


def _informants(drafts: Sequence[Draft], text: str) -> Iterator[Draft]:
    """X引用Y的话报导: where only X was found, Y says the same."""
    taken = {draft.source for draft in drafts}
    for draft in drafts:
        found = _informant(draft, text)
        if found and found.source not in taken:
            yield found


def _informant(draft: Draft, text: str) -> Draft | None:
    if not draft.source or not draft.cue:
        return None
    own = [cue for cue in draft.cue[:-1] if _words("quoting").fullmatch(text, *cue)]
    quoting = own[0] if own else None
    if quoting is None and (beside := _words("quoting").match(text, draft.source[-1].end)):
        quoting = Span(*beside.span())
    if quoting is None:
        return None
    quoted = _words("quoted").search(text, quoting.end, draft.cue[-1].start)
    if quoted is None or _words("speaking").match(text, quoted.end()) is None:
        return None
    informant = Span(quoting.end, quoted.start())
    named = text[informant.start : informant.end]
    if not named or _CLAUSE.search(named):
        return None
    cue = (Span(*quoted.span()),) if own else (quoting, Span(*quoted.span()))
    return replace(draft, source=(informant,), cue=cue)


def _with_chained_cues(drafts: list[Draft], text: str) -> list[Draft]:
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
    quoting = _words("quoting").fullmatch(text, outer.end, max(outer.end, inner.start))
    if quoting is None:
        return None
    of_inner, end = [Span(*quoting.span())], inner.end
    if quoted := _words("quoted").match(text, end):
        of_inner.append(Span(*quoted.span()))
        end = quoted.end()
    reporting = _words("reporting").match(text, end)
    return ((Span(*reporting.span()),), tuple(of_inner)) if reporting else None


def _is_quotation(part: Span, text: str) -> bool:
    return text[part.start] in _OPENING


@cache
def lexicon() -> dict[str, list[dict[str, object]]]:
    """The entries of mending.toml by their table."""
    return tomllib.loads(Path(__file__).with_name("mending.toml").read_text(encoding="utf8"))


@cache
def _words(name: str) -> re.Pattern[str]:
    words = [str(word) for entry in lexicon()[name] for word in entry["words"]]  # type: ignore[attr-defined]
    # 警告说 and 回应表示 are one cue of two verbs: the last one decides.
    lead = "[^被]{0,2}" if name == "speaking" else ""
    return re.compile(lead + "(?:" + "|".join(map(re.escape, words)) + ")")
