"""Attributions → rows, in a fixed number of statements whatever their number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import Attribution
from claims.models import Claim, ClaimSpan, ExtractionRun, Quantity, Source, TimeExpression
from claims.normalising.headlines import headline
from claims.normalising.quantities import Quantity as FoundQuantity
from claims.normalising.sources import Speaker, source_key
from claims.normalising.times import TimeExpression as FoundTime
from claims.services.keeping import Keeper
from claims.services.sources import sources_get_or_create


def store_attributions(
    text: ArticleText,
    run: ExtractionRun,
    attributions: Sequence[Attribution],
    kept: Keeper,
    orphans: Set[int] = frozenset(),
) -> int:
    """Store those that no kept claim tells already; return how many.

    A kept claim among `orphans` is from here on reported by what reports the attribution.
    """
    speakers = [attribution.speaker for attribution in attributions if attribution.source]
    sources = sources_get_or_create(speakers)
    claims: dict[str, Claim] = {}
    new: list[Attribution] = []
    for level in _levels(attributions):
        told = {item.id: claim for item in level if (claim := kept.take(item))}
        fresh = [item for item in level if item.id not in told]
        rows = [_claim(text, run, item, claims, sources) for item in fresh]
        Claim.objects.bulk_create(rows)
        _adopt(told, level, claims, orphans)
        claims |= told | {item.id: row for item, row in zip(fresh, rows, strict=True)}
        new += fresh
    pairs = [(claims[item.id], item) for item in new]
    ClaimSpan.objects.bulk_create(row for pair in pairs for row in _spans(text.text, *pair))
    Quantity.objects.bulk_create(row for pair in pairs for row in _quantities(text.text, *pair))
    TimeExpression.objects.bulk_create(row for pair in pairs for row in _times(text.text, *pair))
    return len(new)


def _adopt(
    told: Mapping[str, Claim],
    level: Sequence[Attribution],
    claims: Mapping[str, Claim],
    orphans: Set[int],
) -> None:
    for item in level:
        if item.parent is not None and item.id in told and told[item.id].pk in orphans:
            claim = told[item.id]
            claim.parent = claims[item.parent]
            claim.save(update_fields=["parent"])


def _levels(attributions: Sequence[Attribution]) -> Iterator[list[Attribution]]:
    """From the outside in, so that every claim finds the one that reports it already stored."""
    known: set[str | None] = {None}
    waiting = list(attributions)
    while level := [item for item in waiting if item.parent in known]:
        yield level
        known |= {item.id for item in level}
        waiting = [item for item in waiting if item.id not in known]
    if waiting:
        raise ValueError(f"attributions without a beginning: {[item.id for item in waiting]}")


def _claim(
    text: ArticleText,
    run: ExtractionRun,
    item: Attribution,
    claims: dict[str, Claim],
    sources: Mapping[str, Source],
) -> Claim:
    speaker = item.speaker
    words = content_words(text.text, item.content)
    return Claim(
        article_text=text,
        run=run,
        parent=claims[item.parent] if item.parent is not None else None,
        source=sources[source_key(speaker)] if item.source else None,
        kind=item.kind,
        **speaker_fields(speaker),
        modality=item.modality,
        polarity=item.polarity,
        headline_en=headline(speaker, item.quantities, words, "en")[:1000],
        headline_zh=headline(speaker, item.quantities, words, "zh-Hans")[:1000],
        confidence=item.confidence,
        position=min(start for start, _ in item.content),
    )


def content_words(text: str, content: Iterable[Span]) -> str:
    """What was said, with … where the content is in several pieces."""
    return " … ".join(text[start:end] for start, end in content)


def speaker_fields(speaker: Speaker) -> dict[str, Any]:
    return {
        "speaker_name": (speaker.name or "")[:300],
        "speaker_name_latin": (speaker.name_latin or "")[:300],
        "speaker_role": (speaker.role or "")[:300],
        "speaker_affiliation": (speaker.affiliation or "")[:300],
        "anonymous": speaker.anonymous,
    }


def _spans(text: str, claim: Claim, item: Attribution) -> Iterator[ClaimSpan]:
    parts: list[tuple[ClaimSpan.Part, Sequence[Span]]] = [
        (ClaimSpan.Part.SOURCE, item.source),
        (ClaimSpan.Part.CUE, item.cue),
        (ClaimSpan.Part.CONTENT, item.content),
    ]
    for part, spans in parts:
        for start, end in spans:
            yield ClaimSpan(claim=claim, part=part, start=start, end=end, quote=text[start:end])


def _quantities(text: str, claim: Claim, item: Attribution) -> Iterator[Quantity]:
    for found in item.quantities:
        if says_something(found):
            yield Quantity(claim=claim, **quantity_fields(text, found))


def says_something(found: FoundQuantity) -> bool:
    """Whether there is any bound to store: "several" is counted, but has none."""
    return not (found.value is found.low is found.high is None)


def quantity_fields(text: str, found: FoundQuantity) -> dict[str, Any]:
    return {
        "start": found.start,
        "end": found.end,
        "quote": text[found.start : found.end],
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "approximate": found.approximate,
        "approximator": (found.approximator or "")[:100],
        "change": found.change or "",
        "modality": found.modality,
        "polarity": found.polarity,
        "unit": (found.unit or "")[:50],
        "counted": (found.counted or "")[:500],
        "dimension": (found.dimension or "")[:50],
    }


def _times(text: str, claim: Claim, item: Attribution) -> Iterator[TimeExpression]:
    relations = TimeExpression.Relation
    for relation, found in (
        *((relations.CONTENT, time) for time in item.times),
        *((relations.SAID, time) for time in item.said),
    ):
        yield TimeExpression(claim=claim, **time_fields(text, found, relation))


def time_fields(text: str, found: FoundTime, relation: str) -> dict[str, Any]:
    return {
        "relation": relation,
        "start": found.start,
        "end": found.end,
        "quote": text[found.start : found.end],
        "begin": found.begin,
        "finish": found.finish,
        "granularity": found.granularity,
        "alternatives": [
            {"begin": begin.isoformat(), "finish": finish.isoformat(), "granularity": grain}
            for begin, finish, grain in found.alternatives
        ],
    }
