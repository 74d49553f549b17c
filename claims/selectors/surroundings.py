"""The words around a quotation, by which it is found again where its text has changed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Value
from django.db.models.functions import Greatest, Least, Substr

from claims.models import Annotation, ClaimSpan


class Surrounded(NamedTuple):
    """`text[start:end] == quote` in code points, and what stands before and after."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


def content_surrounded(claims: Iterable[int], around: int) -> dict[int, list[Surrounded]]:
    """Of each claim its content, with `around` characters on either side. One query; the texts
    themselves stay in the database."""
    text = "claim__article_text__text"
    spans = (
        ClaimSpan.objects.filter(claim__in=claims, part=ClaimSpan.Part.CONTENT)
        .annotate(prefix=_before(text, around), suffix=Substr(text, F("end") + 1, around))
        .order_by("start")
        .values_list("claim_id", "start", "end", "quote", "prefix", "suffix")
    )
    found = defaultdict(list)
    for claim, start, end, quote, prefix, suffix in spans:
        found[claim].append(Surrounded(start, end, quote, prefix, suffix))
    return dict(found)


def passages_surrounded(notes: Iterable[int], around: int) -> dict[int, Surrounded]:
    """Of each note that is on a passage of a text, the passage."""
    text = "article_text__text"
    placed = (
        Annotation.objects.filter(pk__in=notes, start__isnull=False)
        .annotate(
            quote=Substr(text, F("start") + 1, F("end") - F("start")),
            prefix=_before(text, around),
            suffix=Substr(text, F("end") + 1, around),
        )
        .values_list("pk", "start", "end", "quote", "prefix", "suffix")
    )
    return {
        note: Surrounded(start, end, quote, prefix, suffix)
        for note, start, end, quote, prefix, suffix in placed
        if start is not None and end is not None
    }


def _before(text: str, around: int) -> Substr:
    first = Greatest(F("start") - around, Value(0))
    return Substr(text, first + 1, Least(F("start"), Value(around)))
