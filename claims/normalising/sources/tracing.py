"""Where each field of a speaker was read: the characters, and what read them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.spans import Span
from claims.normalising.evidence import Evidence

from .affiliations import organisation_of
from .entities import Introduction, person_of
from .reading import Reading
from .speaker import Speaker

_PRINTED = ("name", "name_latin", "role", "affiliation")


class _Trace(NamedTuple):
    """Characters that gave a field, and how they were come to."""

    spans: list[Span]
    by: str


def speaker_evidence(text: str, reading: Reading) -> list[Evidence]:
    """The evidence for `reading.speaker`, field by field; none for a source of no words.

    A printed field is traced to the source phrase if it stands there, else to where the article
    introduces the speaker, else to its first place in the article. What is printed nowhere is
    traced to the words that imply it. A field may have several, as "senior … official".
    """
    if not reading.source:
        return []
    speaker = reading.speaker
    traces = {
        field: _printed(text, field, getattr(speaker, field), reading)
        for field in _PRINTED
        if getattr(speaker, field)
    }
    whole = _Trace([reading.source[0]], "")
    if speaker.role_id:
        spans = traces.get("role", whole).spans
        traces["role_id"] = _Trace(spans, _rule_of_role(speaker))
    if speaker.affiliation_id:
        spans = (traces.get("affiliation") or traces.get("name") or whole).spans
        traces["affiliation_id"] = _Trace(spans, _rule_of_place(speaker))
    traces["anonymous"] = _anonymity(speaker, traces, whole)
    return [
        Evidence(f"speaker.{field}", span, trace.by)
        for field, trace in traces.items()
        for span in trace.spans
    ]


def _printed(text: str, field: str, value: str, reading: Reading) -> _Trace:
    """The characters of a field's words: here, where the speaker is introduced, or anywhere."""
    phrases = list(_phrases(reading))
    for phrase, by in phrases:
        if found := _within(text, value, phrase.span):
            return _Trace(found, by)
    at = text.find(value)
    if at >= 0:
        return _Trace([Span(at, at + len(value))], "printed elsewhere")
    known = getattr(reading.speaker, f"{field}_id", None)
    for phrase, by in phrases:  # Finland, where the phrase says Finnish
        said = getattr(phrase.speaker, field)
        same = known and getattr(phrase.speaker, f"{field}_id") == known
        if said and same and (found := _within(text, said, phrase.span)):
            return _Trace(found, f"{by}, implied by {said}")
    return _Trace([reading.source[0]], "implied by the phrase")


def _phrases(reading: Reading) -> Iterator[tuple[Introduction, str]]:
    for span in reading.source:
        yield Introduction(span, reading.own), "source phrase"
    for introduction in reading.entity.introductions if reading.entity else ():
        yield introduction, f"introduced elsewhere ({reading.rule})"


def _within(text: str, value: str, phrase: Span) -> list[Span]:
    """Where `value` stands in the phrase, in one piece or in several that follow each other.

    >>> _within("a senior US official", "senior official", Span(0, 20))
    [Span(start=2, end=8), Span(start=12, end=20)]
    """
    at = text.find(value, *phrase)
    if at >= 0:
        return [Span(at, at + len(value))]
    spans: list[Span] = []
    position = phrase.start
    for piece in re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+", value):
        at = text.find(piece, position, phrase.end)
        if at < 0:
            return []
        position = at + len(piece)
        if spans and not text[spans[-1].end : at].strip():
            spans[-1] = Span(spans[-1].start, position)
        else:
            spans.append(Span(at, position))
    return spans


def _rule_of_role(speaker: Speaker) -> str:
    person = person_of(speaker)
    if not speaker.role and person and person.office == speaker.role_id:
        return f"lexicon persons.toml: {person.id}, office held on the day"
    return f"lexicon roles: {speaker.role_id}"


def _rule_of_place(speaker: Speaker) -> str:
    known = speaker.affiliation_id or ""
    person = person_of(speaker)
    if not speaker.affiliation and person and person.at == known:
        return f"lexicon persons.toml: {person.id}"
    table = "organisations.toml" if organisation_of(known) else "territories.toml"
    return f"lexicon {table}: {known}"


def _anonymity(speaker: Speaker, traces: dict[str, _Trace], whole: _Trace) -> _Trace:
    """Why the speaker counts as named, as on the record, or as unnamed."""
    spans = traces.get("name", whole).spans
    if speaker.name and not speaker.anonymous:
        return _Trace(spans, "a name")
    if speaker.anonymous:
        return _Trace(spans, "a role without a name" if speaker.role else "names nobody")
    return _Trace(spans, "an office on the record")
