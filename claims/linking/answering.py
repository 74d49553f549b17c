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
class Answer:
    """A statement's figure, or its position where no figure is asked for, with a score from 0 to
    1. `differences` are what an editor is proposed to say of its scope."""

    claim: int
    score: float
    reasons: tuple[Reason, ...]
    quantity: int | None = None
    position: str = ""
    differences: tuple[Difference, ...] = ()


def answers(question: Question, statement: Statement, likeness: float | None) -> list[Answer]:
    """The statement's answers, best first; `likeness` is the cosine of its embedding to that of
    the question, or of the answers there are. Empty for what answers something else."""
    given = [_answer(question, statement, one, likeness) for one in _asked(question, statement)]
    if not question.dimension:
        given = [_position(question, statement, likeness)]
    least = settings()["answers"]["least"]
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


def _answer(
    question: Question, statement: Statement, one: Counted, likeness: float | None
) -> Answer:
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


def _position(question: Question, statement: Statement, likeness: float | None) -> Answer:
    found = Features()
    _circumstances(found, question, statement, likeness, statement.days)
    # Where it was said when counts for less than what was said.
    found.numbers["alike"] = 2 * found.numbers.get("alike", 0.0)
    return Answer(
        claim=statement.claim,
        score=weighed(found.numbers, settings()["answers"]),
        reasons=tuple(found.reasons),
        position=proposed_position(
            statement.content, polarity=statement.polarity, modality=statement.modality
        ),
    )


def _circumstances(
    found: Features, question: Question, statement: Statement, likeness: float | None, days: Days
) -> None:
    _places(found, question, statement)
    if question.begin or question.finish:
        _period(found, question, days)
    if not statement.origin:
        found.give("unattributed", why="unknown")
    if likeness is not None:
        found.alike(likeness)


def _places(found: Features, question: Question, statement: Statement) -> None:
    if not question.places:
        return
    asked = expanded(question.places)
    if shared := shared_places(statement.places, asked):
        found.give("same_place", places=shared)
    elif around := shared_places(statement.around, asked):
        found.give("same_place_around", places=around)
    elif statement.places:
        found.give("other_place", place=min(statement.places), other=min(question.places))


def _period(found: Features, question: Question, days: Days) -> None:
    begin, finish = days
    if not (begin and finish):
        return
    early = question.begin and finish < question.begin
    late = question.finish and begin > question.finish
    name = "out_of_period" if early or late else "in_period"
    found.give(name, day=begin.isoformat())
