"""Two statements: what one is to the other, how surely, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from claims.comparing import Difference, Figure, Relation, compare
from claims.comparing.agreement import WINDOW, same_statement
from claims.comparing.origins.sharing import shared, shingles
from claims.comparing.units import are_convertible, coincide
from claims.linking.features import Features, Reason, common, counted, days_apart, weighed
from claims.linking.model import settings
from claims.linking.scope import may_be_left_out, of_the_figure
from claims.linking.statement import Counted, Statement, meet
from claims.normalising.sources.folding import fold

FACT = ("asserted", "affirmed")
# These have a direction, the others say the same from either side.
DIRECTED = frozenset({"updates", "supports", "elaborates"})


@dataclass(frozen=True)
class Suggestion:
    """What the first statement is to the second, or, if `turned`, the second to the first.

    `score` is from 0 to 1; `reasons` are codes with parameters. `quantities` are the two figures
    that it is about, None where it is about words.
    """

    relation: str
    score: float
    reasons: tuple[Reason, ...]
    turned: bool = False
    quantities: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Finding:
    relation: str
    reasons: tuple[Reason, ...] = ()
    turned: bool = False


def relate(first: Statement, second: Statement, likeness: float | None) -> Suggestion | None:
    """Judge two statements, `likeness` being the cosine of their embeddings where there are any.

    None for what does not belong together, and for a claim and one that it reports.
    """
    if first.claim == second.claim or first.claim in second.within or second.claim in first.within:
        return None
    found = [_of_figures(first, second, *pair, likeness) for pair in _pairs(first, second)]
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or best.score < settings()["least"]:
        best = _of_words(first, second, likeness)
    return best if best and best.score >= settings()["least"] else None


def _pairs(first: Statement, second: Statement) -> Iterator[tuple[Counted, Counted]]:
    """The figures that may answer one question."""
    for one in first.figures:
        for two in second.figures:
            if one.figure.dimension and two.figure.dimension:
                matched = in_one_dimension(one.figure, two.figure)
                if matched and are_convertible(*matched):
                    yield replace(one, figure=matched[0]), replace(two, figure=matched[1])


def in_one_dimension(first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Both as the narrower counts them, None where they count different things."""
    if first.dimension == second.dimension:
        return first, second
    wider = settings()["wider"]
    if second.dimension in wider.get(first.dimension, ()):
        return replace(first, dimension=second.dimension), second
    if first.dimension in wider.get(second.dimension, ()):
        return first, replace(second, dimension=first.dimension)
    return None


def _of_figures(
    first: Statement, second: Statement, one: Counted, two: Counted, likeness: float | None
) -> Suggestion:
    features = common(first, second, likeness, days_apart(one.days, two.days))
    counted(features, one, two)
    if _one_number(one, two):
        features.give("same_number")
    finding = _relation(first, second, one, two)
    return Suggestion(
        relation=finding.relation,
        score=weighed(features.numbers, settings()["figures"]),
        reasons=(*features.reasons, *finding.reasons),
        turned=finding.turned,
        quantities=(one.quantity, two.quantity),
    )


def _relation(first: Statement, second: Statement, one: Counted, two: Counted) -> _Finding:
    """The first of these that holds: repeats, different scope, updates, agrees or contradicts."""
    if _one_number(one, two) and one.figure.is_fact != two.figure.is_fact:
        one, two = _as_the_claim(first, one), _as_the_claim(second, two)
    if repeated := _repeats(first, second, one, two):
        return repeated
    if apart := _differences(one, two):
        return _Finding("different_scope", tuple(_told(difference) for difference in apart))
    # A level is one of its day; a plan is told again weeks later.
    planned = _one_number(one, two) and not (one.figure.is_fact or two.figure.is_fact)
    one, two = _as_facts(one), _as_facts(two)
    verdict = compare(one.figure, two.figure, window=None)
    days = days_apart(one.days, two.days)
    if days and meet(first, second) and verdict.reason != "same_number":
        reason = {"code": "later_figure", "days": days}
        return _Finding("updates", (reason,), turned=_later(two, one))
    if days is not None and days > WINDOW.days and not planned:
        return _Finding("different_scope", ({"code": "other_days", "days": days},))
    if verdict.relation is Relation.NOT_COMPARABLE:
        return _Finding("different_scope", ({"code": str(verdict.reason)},))
    relation = "agrees" if verdict.relation is Relation.AGREE else "contradicts"
    return _Finding(relation, (*_origins(first, second), {"code": str(verdict.reason)}))


def _repeats(first: Statement, second: Statement, one: Counted, two: Counted) -> _Finding | None:
    copies = _copies(first, second)
    window = timedelta.max if copies else WINDOW
    if not same_statement(one.figure, two.figure, window=window):
        return None
    if copies and (meet(first, second) or not (first.origin and second.origin)):
        return _Finding("repeats", ({"code": "copies"}, {"code": "same_number"}))
    if meet(first, second):
        return _Finding("repeats", ({"code": "same_number"},))
    return None


def _differences(one: Counted, two: Counted) -> list[Difference]:
    """What is said of one figure and not of the other."""
    sides = [each.differences | of_the_figure(each.figure) for each in (one, two)]
    apart = sides[0] ^ sides[1]
    if _one_number(one, two):
        apart = frozenset(each for each in apart if not may_be_left_out(each))
    return sorted(apart, key=lambda difference: difference.words.en)


def _one_number(one: Counted, two: Counted) -> bool:
    """Whether the numbers are the same, however they are put and of whatever day."""
    return one.figure.change == two.figure.change and coincide(one.figure, two.figure)


def _as_the_claim(statement: Statement, one: Counted) -> Counted:
    """A figure told as a fact in a claim that is told as none may be read either way."""
    if not one.figure.is_fact or (statement.modality, statement.polarity) == FACT:
        return one
    put = replace(one.figure, modality=statement.modality, polarity=statement.polarity)
    return replace(one, figure=put)


def _as_facts(one: Counted) -> Counted:
    """Of figures that are both planned, or both denied, the numbers are held to each other."""
    modality, polarity = FACT
    return replace(one, figure=replace(one.figure, modality=modality, polarity=polarity))


def _told(difference: Difference) -> Reason:
    words = difference.words
    return {"code": "scope", "kind": difference.kind, "en": words.en, "zh": words.zh}


def _copies(first: Statement, second: Statement) -> bool:
    return first.family is not None and first.family == second.family


def _origins(first: Statement, second: Statement) -> tuple[Reason, ...]:
    """That agreement is independent, or seems to be only because one house publishes both."""
    if first.owner is not None and first.owner == second.owner:
        return ({"code": "same_owner"},)
    if first.origin and second.origin and not meet(first, second):
        return ({"code": "other_origin"},)
    return ()


def _later(first: Counted, second: Counted) -> bool:
    begin, other = first.days[0], second.days[0]
    assert begin
    assert other
    return begin > other


def _of_words(first: Statement, second: Statement, likeness: float | None) -> Suggestion | None:
    """By their words alone; without embeddings there is nothing to be said."""
    if likeness is None:
        return None
    features = common(first, second, likeness, days_apart(first.days, second.days))
    if first.article == second.article:
        features.numbers["one_article"] = 1.0
    finding = _relation_of_words(first, second, features)
    if finding is None:
        return None
    return Suggestion(
        relation=finding.relation,
        score=weighed(features.numbers, settings()["words"]),
        reasons=(*features.reasons, *finding.reasons),
        turned=finding.turned,
    )


def _relation_of_words(first: Statement, second: Statement, features: Features) -> _Finding | None:
    alike, least = features.numbers["alike"], settings()["likeness"]
    one_origin, opposed = meet(first, second), first.polarity != second.polarity
    known = bool(first.origin and second.origin)
    if (one_origin or not known) and (share := _shared_words(first, second)) >= least["words"]:
        return _Finding("repeats", ({"code": "same_words", "percent": round(100 * share)},))
    if _copies(first, second) and alike >= least["copies"]:
        return _Finding("repeats", ({"code": "copies"},))
    if opposed and not one_origin:
        denied = ({"code": "denied"}, *_origins(first, second))
        return _Finding("contradicts", denied) if alike >= least["opposes"] else None
    if not opposed and (
        (one_origin and alike >= least["repeats"]) or (not known and alike >= least["same_words"])
    ):
        return _Finding("repeats")
    if one_origin:
        # Few contradict themselves: rather the one says more than the other.
        return _Finding("elaborates", turned=_fuller(second, first))
    if alike >= least["supports"]:
        return _Finding("supports", _origins(first, second), turned=_newer(second, first))
    return None


def _shared_words(first: Statement, second: Statement) -> float:
    """The share of the shorter one's runs of words that the other has, in either script."""
    return shared(_runs(first.content), _runs(second.content))


@lru_cache(maxsize=4_000)
def _runs(content: str) -> frozenset[str]:
    return shingles(fold(content))


def _fuller(first: Statement, second: Statement) -> bool:
    return (len(first.content), first.claim) > (len(second.content), second.claim)


def _newer(first: Statement, second: Statement) -> bool:
    days = (first.begin or date.min, second.begin or date.min)
    return (days[0], first.claim) > (days[1], second.claim)
