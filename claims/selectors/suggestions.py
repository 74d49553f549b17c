"""Claims that answer a comparison's question and are no entries of it yet, best first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from articles.embedding import embedder
from claims.comparing import Difference
from claims.linking import Answer, Question, Reason, answers, centred, expanded, find_scopes
from claims.models import Claim, ClaimProfile, Comparison, Entry, Quantity
from claims.normalising.places import find_nations
from claims.selectors.candidates import Sought, candidates
from claims.selectors.register import WITH_STANDING
from claims.selectors.statements import statements

CONSIDERED = 200  # claims that count the same, near in place and time


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
    entered = list(Entry.objects.filter(comparison=comparison).values_list("claim", "quantity"))
    like = _embedding(comparison, {claim for claim, _quantity in entered})
    asked = question_of(comparison)
    found = candidates(
        Sought(
            claim=None,
            embedding=like,
            dimensions=[asked.dimension] if asked.dimension else [],
            places=sorted(expanded(asked.places)),
            begin=asked.begin,
            finish=asked.finish,
        ),
        nearest=CONSIDERED,
        counting=CONSIDERED,
    )
    alike = _likenesses(like, found)
    given = [
        one
        for pk, statement in statements(found).items()
        for one in answers(asked, statement, alike.get(pk))
        if (pk, one.quantity) not in entered
    ]
    given.sort(key=lambda one: (-one.score, one.claim, one.quantity or 0))
    return _with_rows(given[:limit])


def question_of(comparison: Comparison) -> Question:
    """The comparison's scope as the scorer sees it."""
    words = f"{comparison.question_en}\n{comparison.population_en}"
    return Question(
        dimension=comparison.dimension if comparison.kind == Comparison.Kind.NUMERIC else "",
        unit=comparison.unit,
        nations=find_nations(comparison.population_en or comparison.question_en, "en"),
        places=frozenset(comparison.places),
        begin=comparison.begin,
        finish=comparison.finish,
        differences=frozenset(one.difference for one in find_scopes(words, "en")),
    )


def _embedding(comparison: Comparison, entered: Collection[int]) -> list[float] | None:
    """What its entries have in common; without entries, and for positions, what the question asks
    in both languages. None where there is neither an entry nor an encoder."""
    rows = ClaimProfile.objects.filter(claim__in=entered, embedding__isnull=False)
    found = list(rows.values_list("embedding", flat=True))
    if not found and comparison.kind == Comparison.Kind.POSITIONS and (embed := embedder()):
        questions = {"en": comparison.question_en, "zh": comparison.question_zh}
        found = [centred(embed([words]), language)[0] for language, words in questions.items()]
    if not found:
        return None
    mean = np.mean(np.asarray(found, dtype=np.float32), axis=0)
    return list((mean / max(float(np.linalg.norm(mean)), 1e-9)).tolist())


def _likenesses(like: Sequence[float] | None, claims: Collection[int]) -> dict[int, float]:
    """Claim → the cosine of its embedding to that of the question."""
    if like is None:
        return {}
    rows = ClaimProfile.objects.filter(claim__in=claims, embedding__isnull=False)
    return {
        pk: float(np.dot(np.asarray(embedding), np.asarray(like)))
        for pk, embedding in rows.values_list("claim", "embedding")
    }


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
