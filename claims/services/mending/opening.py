"""A text opened for mending: its claims, and what becomes of all of them when spans change."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import Attribution
from claims.models import Claim, ClaimSpan
from claims.normalising.sources import Speaker, source_key, source_label
from claims.services.headlines import headlines_follow
from claims.services.mending.following import quantities_follow, times_follow, turn_of
from claims.services.mending.reading import (
    PARTS,
    Said,
    Spans,
    TextReading,
    places_of_claims,
    spans_of,
)
from claims.services.moving import place_rows
from claims.services.signing import next_version
from claims.services.sources import sources_get_or_create
from claims.services.storing import content_words, speaker_fields


class Mended(NamedTuple):
    """The claim as it is now, the others that changed with it, and what was read again of it."""

    claim: Claim
    others: tuple[Claim, ...] = ()
    reread: tuple[str, ...] = ()


class OpenText:
    """Within the caller's transaction; the claims are locked, so that all are read as they are."""

    def __init__(self, text: ArticleText) -> None:
        self.text = text
        claims = Claim.objects.select_for_update(of=("self",)).filter(article_text=text)
        self.claims = {claim.pk: claim for claim in claims.prefetch_related("spans").order_by("pk")}
        self.places = places_of_claims(self.claims.values())
        self.before = TextReading(text, self.places)

    def spans(self, claim: Claim) -> dict[str, tuple[Span, ...]]:
        return spans_of(self.claims[claim.pk]) if claim.pk in self.claims else {}

    def after(self, changed: Mapping[int, Spans], without: Set[int] = frozenset()) -> TextReading:
        places = {pk: spans for pk, spans in self.places.items() if pk not in without}
        return TextReading(self.text, {**places, **changed})

    def alone(self, claim: Claim) -> Attribution:
        """What the claim's spans hold if no other claim lies in them."""
        reading = TextReading(self.text, {claim.pk: self.spans(claim)})
        return reading.attribution(claim.pk, whose=False)

    def reread(
        self, claim: Claim, spans: Spans, parts: Set[str], after: TextReading, known: Iterable[int]
    ) -> list[str]:
        """Bring the changed claim's values to what its spans say now; the names of what changed.

        `known` are the claims whose numbers the editor has had before them. The caller saves.
        """
        found = after.attribution(claim.pk, whose="source" in parts)
        self.claims[claim.pk] = claim
        reread = self._read_parent(claim, after)
        if "content" in parts:
            reread += _put_read(claim, {"kind": found.kind})
            claim.position = spans["content"][0].start
        if parts & {"cue", "content"}:
            reread += _put_read(claim, {"modality": found.modality, "polarity": found.polarity})
        labels = None
        if "source" in parts:
            reread += read_source(claim, found)
            labels = labels_of(claim, found.speaker)
        figures = self._read_figures(claim, spans, found, after, known)
        if figures or labels or "content" in parts:
            words = content_words(self.text.text, spans["content"])
            headlines_follow(claim, words, labels)
        return reread + figures

    def others_follow(self, after: TextReading, but: Set[int]) -> tuple[Claim, ...]:
        """Numbers go to the innermost claim, and chains close around what is new between them."""
        changed = []
        for pk, claim in self.claims.items():
            if pk not in but and pk in after and self._follows(claim, after):
                changed.append(next_version(claim))
        return tuple(changed)

    def _follows(self, claim: Claim, after: TextReading) -> bool:
        before, now = self.before.said(claim.pk), after.said(claim.pk)
        moved = bool(self._read_parent(claim, after))
        if before.quantities.keys() == now.quantities.keys() and before.times == now.times:
            return moved
        content = self.places[claim.pk]["content"]
        found = after.attribution(claim.pk, whose=False)
        numbers, times = turn_of(before, now, content, anew=False)
        figures = quantities_follow(claim, self.text.text, found, numbers)
        if figures:
            headlines_follow(claim, content_words(self.text.text, content))
        return times_follow(claim, self.text.text, found, times) or figures or moved

    def _read_figures(
        self,
        claim: Claim,
        spans: Spans,
        found: Attribution,
        after: TextReading,
        known: Iterable[int],
    ) -> list[str]:
        text, now = self.text.text, after.said(claim.pk)
        before = Said({}, {}).with_those_of(self.before.said(pk) for pk in (claim.pk, *known))
        numbers, times = turn_of(before, now, spans["content"], anew=True)
        reread = ["quantities"] if quantities_follow(claim, text, found, numbers) else []
        return reread + (["times"] if times_follow(claim, text, found, times) else [])

    def _read_parent(self, claim: Claim, after: TextReading) -> list[str]:
        """A claim is reported by what lies around it, unless an editor has said otherwise."""
        was, now = self.before.parent(claim.pk), after.parent(claim.pk)
        if was == now or "parent" in claim.by_hand or self._makes_ring(claim.pk, now):
            return []
        if claim.parent_id == now:
            return []
        claim.parent_id = now
        return ["parent"]

    def _makes_ring(self, pk: int, parent: int | None) -> bool:
        steps = set()
        while parent is not None and parent not in steps:
            if parent == pk:
                return True
            steps.add(parent)
            parent = self.claims[parent].parent_id if parent in self.claims else None
        return False


def read_source(claim: Claim, found: Attribution) -> list[str]:
    """Who the source's words name; whom an editor has named stays."""
    source = None
    if found.source:
        speakers = sources_get_or_create([found.speaker])
        source = speakers[source_key(found.speaker)]
    return _put_read(claim, {"source": source, **speaker_fields(found.speaker)})


def labels_of(claim: Claim, speaker: Speaker) -> dict[str, str]:
    if "source" in claim.by_hand and claim.source:
        return {"en": claim.source.label_en, "zh": claim.source.label_zh}
    return {"en": source_label(speaker, "en"), "zh": source_label(speaker, "zh-Hans")}


def write_spans(claim: Claim, text: str, old: Spans, new: Spans) -> set[str]:
    """Move, add and remove the rows of the spans; the parts that are otherwise now."""
    changed = {part for part in PARTS if old.get(part, ()) != new[part]}
    for part in changed:
        rows = list(claim.spans.filter(part=part).order_by("start"))
        _write_part(claim, part, text, rows, new[part])
    return changed


def _write_part(
    claim: Claim, part: str, text: str, rows: list[ClaimSpan], spans: Sequence[Span]
) -> None:
    """A row that stands stays; others move to the new places, so that history tells of a move."""
    free = [row for row in rows if row.span not in spans]
    places = [span for span in spans if span not in {row.span for row in rows}]
    for row in free[len(places) :]:
        row.delete()
    place_rows(list(zip(free, places, strict=False)), text)
    for start, end in places[len(free) :]:
        ClaimSpan.objects.create(
            claim=claim, part=part, start=start, end=end, quote=text[start:end]
        )


def _put_read(claim: Claim, fields: Mapping[str, object]) -> list[str]:
    """Set what is read otherwise than it is, and was not given by hand."""
    changed = []
    for name, value in fields.items():
        if name not in claim.by_hand and getattr(claim, name) != value:
            setattr(claim, name, value)
            changed.append(name)
    return changed
