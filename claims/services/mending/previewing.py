"""What an editor would get, before they save it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from articles.models import ArticleText
from articles.spans import Span
from claims.models import Claim, Source
from claims.normalising.headlines import headline
from claims.normalising.sources import Speaker, source_key, source_label
from claims.services.mending.following import quantity_rows, time_rows
from claims.services.mending.marking import Places
from claims.services.mending.reading import NEW, TextReading, places_of_claims
from claims.services.mending.spans import marked_parts
from claims.services.storing import content_words, speaker_fields


class Reading(NamedTuple):
    """A claim that is not stored, with what is read of it; a source without id would be new."""

    claim: Claim
    spans: Mapping[str, tuple[Span, ...]]
    source: Source | None
    parent: int | None
    quantities: Sequence[dict[str, Any]]
    times: Sequence[dict[str, Any]]


def read_marked(*, text: ArticleText, claim: Claim | None, marked: Mapping[str, Places]) -> Reading:
    """The machine's reading of these spans, among the text's other claims.

    Nothing that editors gave by hand is in it. Raises ValidationError as saving does.
    """
    spans = marked_parts(text.text, marked)
    pk = claim.pk if claim else NEW
    standing = Claim.objects.filter(article_text=text).prefetch_related("spans")
    reading = TextReading(text, {**places_of_claims(standing), pk: spans})
    found = reading.attribution(pk, whose=True)
    words = content_words(text.text, spans["content"])
    read = Claim(
        kind=found.kind,
        modality=found.modality,
        polarity=found.polarity,
        headline_en=headline(found.speaker, found.quantities, words, "en"),
        headline_zh=headline(found.speaker, found.quantities, words, "zh-Hans"),
        **speaker_fields(found.speaker),
    )
    source = _source(found.speaker) if found.source else None
    quantities = _sorted(quantity_rows(text.text, found).values())
    times = _sorted(time_rows(text.text, found).values())
    return Reading(read, spans, source, reading.parent(pk), quantities, times)


def _source(speaker: Speaker) -> Source:
    key = source_key(speaker)
    return Source.objects.filter(key=key).first() or Source(
        key=key, label_en=source_label(speaker, "en"), label_zh=source_label(speaker, "zh-Hans")
    )


def _sorted(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["start"])
