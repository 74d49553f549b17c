"""Which statements answer a comparison's question, with which figure, and in what they differ."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from claims.comparing import Difference, Figure, proposed_position
from claims.comparing.units import are_convertible
from claims.linking.features import Features, Reason, expanded, shared_places, weighed
from claims.linking.model import settings
from claims.linking.relating import in_one_dimension
from claims.linking.scope import of_the_figure
from claims.linking.statement import Counted, Days, Statement


@dataclass(frozen=True)
class Question:
    """What a comparison asks. `nations` are those of the population asked for, `differences` what
    the question itself says it takes in; a question of positions has no dimension."""

    dimension: str = ""
    unit: str = ""
    nations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    begin: date | None = None
    finish: date | None = None
    differences: frozenset[Difference] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """The cosines of a statement's embedding to that of the question and to the nearest of the
    answers there are; None where there is none."""

    question: float | None = None
    entries: float | None = None


@dataclass(frozen=True)
class Answer:
    """A statement's figure, or its position where no figure is asked for, with a score from 0 to
    1. `differences` are what an editor is proposed to say of its scope."""

    claim: int
    score: float
    reasons: tuple[Reason, ...]
    quantity: int | None = None
    position: str = ""
    differences: tuple[Difference, ...] = ()


def answers(question: Question, statement: Statement, likeness: Likeness) -> list[Answer]:
    """The statement's answers, best first. Empty for what answers something else."""
    given = [_answer(question, statement, one, likeness) for one in _asked(question, statement)]
    least = settings()["answers"]["least"]
    if not question.dimension:
        given = [_position(question, statement, likeness)]
        least = settings()["positions"]["least"]
    return sorted((one for one in given if one.score >= least), key=lambda one: -one.score)


def _asked(question: Question, statement: Statement) -> Iterator[Counted]:
    """The figures that count what is asked for, in a unit that can be converted."""
    if not question.dimension:
        return
    for one in statement.figures:
        wanted = replace(one.figure, dimension=question.dimension)
        if question.unit:
            wanted = replace(wanted, unit=question.unit)
        if one.figure.dimension and (matched := in_one_dimension(one.figure, wanted)):
            narrowed: Figure = matched[0]
            if narrowed.dimension == question.dimension and are_convertible(narrowed, wanted):
                yield one


def _answer(question: Question, statement: Statement, one: Counted, likeness: Likeness) -> Answer:
    found = Features()
    exact = one.figure.dimension == question.dimension
    found.numbers["same_dimension"] = 1.0 if exact else 0.5
    found.reasons.append({"code": "same_dimension", "what": question.dimension})
    if question.nations and one.nations:
        if shared := question.nations & one.nations:
            found.give("same_nation", place=min(shared))
        else:
            found.give("other_nation", place=min(one.nations), other=min(question.nations))
    if one.figure.change:
        found.numbers["change"] = 1.0
    _circumstances(found, question, statement, likeness, one.days)
    differences = (one.differences | of_the_figure(one.figure)) - question.differences
    return Answer(
        claim=statement.claim,
        score=weighed(found.numbers, settings()["answers"]),
        reasons=tuple(found.reasons),
        quantity=one.quantity,
        differences=tuple(sorted(differences, key=lambda each: each.words.en)),
    )


def _position(question: Question, statement: Statement, likeness: Likeness) -> Answer:
    found = Features()
    _circumstances(found, question, statement, likeness, statement.days)
    return Answer(
        claim=statement.claim,
        score=weighed(found.numbers, settings()["positions"]),
        reasons=tuple(found.reasons),
        position=proposed_position(
            statement.content, polarity=statement.polarity, modality=statement.modality
        ),
    )


def _circumstances(
    found: Features, question: Question, statement: Statement, likeness: Likeness, days: Days
) -> None:
    _places(found, question, statement)
    if question.begin or question.finish:
        _period(found, question, days)
    if not statement.origin:
        found.give("unattributed", why="unknown")
    if likeness.question is not None:
        found.alike("alike_question", likeness.question)
    if likeness.entries is not None:
        found.alike("alike", likeness.entries)


def _places(found: Features, question: Question, statement: Statement) -> None:
    """Any of its places for a figure; for a position, the share of those that it is about."""
    if not question.places:
        return
    asked = expanded(question.places)
    if shared := shared_places(statement.places, asked):
        met = [place for place in question.places if shared_places(statement.places, {place})]
        share = 1.0 if question.dimension else max(len(met), 1) / len(question.places)
        found.give("same_place", share, places=shared)
    elif around := shared_places(statement.around, asked):
        found.give("same_place_around", places=around)
    elif statement.places:
        found.give("other_place", place=min(statement.places), other=min(question.places))


def _period(found: Features, question: Question, days: Days) -> None:
    """What is only some days out of it counts for less: the day may be a day of printing."""
    begin, finish = days
    if not (begin and finish):
        return
    early = (question.begin - finish).days if question.begin else 0
    late = (begin - question.finish).days if question.finish else 0
    if (out := max(early, late)) > 0:
        share = min(out / settings()["days"]["near"], 1.0)
        found.give("out_of_period", share, day=begin.isoformat())
    else:
        found.give("in_period", day=begin.isoformat())
