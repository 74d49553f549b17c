"""Claims that answer a comparison's question and are no entries of it yet, best first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from articles.embedding import Embed, embedder
from claims.comparing import Difference
from claims.linking import (
    Answer,
    Likeness,
    Question,
    Reason,
    answers,
    centred,
    expanded,
    find_scopes,
)
from claims.models import Claim, ClaimProfile, Comparison, Entry, Quantity
from claims.normalising.places import find_nations, find_places
from claims.selectors.answer_candidates import Asked, answer_candidates
from claims.selectors.register import WITH_STANDING
from claims.selectors.statements import statements

ENTRIES_ASKED = 12  # the latest so many entries are asked what is like them
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class SuggestedEntry:
    """A claim that may enter a comparison, with its quantity or position, from 0 to 1 how surely,
    why (codes with parameters), and what of its scope should be said."""

    claim: Claim
    quantity: Quantity | None
    position: str
    score: float
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...]


def suggested_entries(comparison: Comparison, limit: int = 50) -> list[SuggestedEntry]:
    """What may enter the comparison, in a fixed number of queries. A claim with two figures that
    answer comes twice; what has entered already, is rejected or of an earlier text does not."""
    entries = Entry.objects.filter(comparison=comparison).order_by("-pk")
    entered = list(entries.values_list("claim", "quantity"))
    asked = question_of(comparison)
    vectors, latest = _vectors_of_question(comparison), _vectors_of(entered)
    found = answer_candidates(
        Asked(
            question=vectors.tolist(),
            answers=latest.tolist(),
            claims={claim for claim, _quantity in entered},
            dimension=asked.dimension,
            places=expanded(asked.places),
            begin=asked.begin,
            finish=asked.finish,
        )
    )
    alike = _likenesses(vectors[:1], latest, found)
    given = [
        one
        for pk, statement in statements(found).items()
        for one in answers(asked, statement, alike.get(pk, Likeness()))
        if (pk, one.quantity) not in entered
    ]
    given.sort(key=lambda one: (-one.score, one.claim, one.quantity or 0))
    return _with_rows(given[:limit])


def question_of(comparison: Comparison) -> Question:
    """The comparison's scope as the scorer sees it; without places, those that it asks about."""
    words = f"{comparison.question_en}\n{comparison.population_en}"
    named = {place.id for place in find_places(comparison.question_en, "en")}
    numeric = comparison.kind == Comparison.Kind.NUMERIC
    return Question(
        dimension=comparison.dimension if numeric else "",
        unit=comparison.unit,
        nations=find_nations(comparison.population_en or comparison.question_en, "en"),
        places=frozenset(comparison.places or (set() if numeric else named)),
        begin=comparison.begin,
        finish=comparison.finish,
        differences=frozenset(one.difference for one in find_scopes(words, "en")),
    )


def _vectors_of_question(comparison: Comparison) -> Vectors:
    """Of what it asks in both languages at once, and in each; no row without an encoder."""
    embed = embedder()
    asked = comparison.question_en, comparison.question_zh
    return np.asarray(_vectors_of_words(embed, *asked) if embed else [], dtype=np.float32)


@lru_cache(maxsize=256)
def _vectors_of_words(embed: Embed, english: str, chinese: str) -> list[list[float]]:
    each = [
        centred(embed([words]), language)[0]
        for words, language in ((english, "en"), (chinese, "zh"))
        if words
    ]
    both = np.sum(each, axis=0)
    both /= max(float(np.linalg.norm(both)), 1e-9)
    return [row.tolist() for row in (both, *each)]


def _vectors_of(entered: Sequence[tuple[int, int | None]]) -> Vectors:
    """Of the latest entries."""
    latest = list(dict.fromkeys(claim for claim, _quantity in entered))[:ENTRIES_ASKED]
    rows = ClaimProfile.objects.filter(claim__in=latest, embedding__isnull=False)
    return np.asarray(list(rows.values_list("embedding", flat=True)), dtype=np.float32)


def _likenesses(
    question: Vectors, entries: Vectors, claims: Collection[int]
) -> dict[int, Likeness]:
    """Claim → the cosines of its embedding to the question's and to the nearest entry's."""
    rows = ClaimProfile.objects.filter(claim__in=claims, embedding__isnull=False)
    found = {}
    for pk, embedding in rows.values_list("claim", "embedding"):
        vector = np.asarray(embedding, dtype=np.float32)
        nearest = [
            float(max(those @ vector)) if len(those) else None for those in (question, entries)
        ]
        found[pk] = Likeness(*nearest)
    return found


def _nearest(those: Vectors, vector: Vectors) -> float | None:
    return float(max(those @ vector)) if len(those) else None


def _with_rows(given: Sequence[Answer]) -> list[SuggestedEntry]:
    claims = (
        Claim.objects.select_related(WITH_STANDING, "article_text__article__publisher")
        .defer("article_text__text")
        .prefetch_related("spans", "quantities")
        .in_bulk([one.claim for one in given])
    )
    quantities = {
        quantity.pk: quantity for claim in claims.values() for quantity in claim.quantities.all()
    }
    return [
        SuggestedEntry(
            claim=claims[one.claim],
            quantity=quantities[one.quantity] if one.quantity else None,
            position=one.position,
            score=one.score,
            reasons=one.reasons,
            differences=one.differences,
        )
        for one in given
    ]
