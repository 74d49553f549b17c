"""Comparisons whose question a claim may answer, those whose scope fits it best first."""

from collections.abc import Collection

from claims.linking import Likeness, answers
from claims.models import Claim, ClaimProfile, Comparison
from claims.normalising.places import within
from claims.selectors.statements import statements
from claims.selectors.suggestions import question_of

MOST = 20


def comparisons_fitting(claim: Claim) -> list[Comparison]:
    """Those that count something the claim counts; then, for its position, the other kind."""
    dimensions = {quantity.dimension for quantity in claim.quantities.all()} - {""}
    numeric = Comparison.objects.filter(kind=Comparison.Kind.NUMERIC, dimension__in=dimensions)
    positions = Comparison.objects.filter(kind=Comparison.Kind.POSITIONS)
    places = _places(claim)
    ranked = sorted(numeric[: MOST * 5], key=lambda row: (-_fit(row, claim, places), -row.pk))
    asked = sorted(positions[: MOST * 5], key=lambda row: (-_fit(row, claim, places), -row.pk))
    return [*ranked, *asked][:MOST]


def differences_to_say(
    comparison: Comparison, claims: Collection[int]
) -> dict[int, list[tuple[str, str, str]]]:
    """For each quantity of the claims that could answer: in what its scope is another than asked,
    as a kind and words in English and Chinese."""
    question = question_of(comparison)
    return {
        answer.quantity: [(one.kind, one.words.en, one.words.zh) for one in answer.differences]
        for statement in statements(claims).values()
        for answer in answers(question, statement, Likeness())
        if answer.quantity
    }


def _places(claim: Claim) -> set[str]:
    """Those the claim names, and those they lie in."""
    profile = ClaimProfile.objects.filter(claim=claim).first()
    named = set(profile.places) if profile else set()
    return named.union(*(within(place) for place in named))


def _fit(comparison: Comparison, claim: Claim, places: set[str]) -> int:
    """Two for a place that both name, one for a day within the period."""
    day = claim.article_text.published_on
    starts = comparison.begin is None or (day is not None and comparison.begin <= day)
    ends = comparison.finish is None or (day is not None and day <= comparison.finish)
    met = bool(places & set(comparison.places))
    return 2 * met + (starts and ends)
