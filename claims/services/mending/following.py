"""Numbers and times of a claim follow what is read in its spans.

What an editor gave by hand stays as long as its words stand in the content; what they removed is
not read in again, for it was there to be read before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.spans import Span
from claims.extraction import Attribution
from claims.extraction.chain import holds
from claims.models import Claim, Entry, Quantity, TimeExpression
from claims.services.mending.reading import Said
from claims.services.storing import quantity_fields, says_something, time_fields

Row = Quantity | TimeExpression
Fields = Mapping[int, dict[str, Any]]  # of the rows that are to be, by start
CONTENT, SAID = TimeExpression.Relation.CONTENT, TimeExpression.Relation.SAID


@dataclass(frozen=True)
class Turn:
    """What the reading of one claim was and is; `anew` where it is the claim that was changed.

    Of another claim only what the change gave it or took from it is written.
    """

    gone: Set[int]  # starts of what is not read here any more
    passed_over: Set[int]  # starts of what an editor has removed, if no row stands there
    content: Sequence[Span]
    anew: bool


def quantities_follow(claim: Claim, text: str, found: Attribution, turn: Turn) -> bool:
    """Whether anything changed. Raises ValidationError if a comparison needs what would go."""
    fields = quantity_rows(text, found)
    rows = list(claim.quantities.all())
    return _follow(rows, fields, _compared(rows), turn, Quantity, claim)


def times_follow(claim: Claim, text: str, found: Attribution, turn: Turn) -> bool:
    rows = list(claim.times.all())
    return _follow(rows, time_rows(text, found), set(), turn, TimeExpression, claim)


def quantity_rows(text: str, found: Attribution) -> dict[int, dict[str, Any]]:
    return {q.start: quantity_fields(text, q) for q in found.quantities if says_something(q)}


def time_rows(text: str, found: Attribution) -> dict[int, dict[str, Any]]:
    times = [*((time, SAID) for time in found.said), *((time, CONTENT) for time in found.times)]
    return {time.start: time_fields(text, time, relation) for time, relation in times}


def turn_of(before: Said, after: Said, content: Sequence[Span], *, anew: bool) -> tuple[Turn, Turn]:
    """For the quantities and for the times."""
    pairs: Iterable[tuple[Collection[int], Collection[int]]] = (
        (before.quantities, after.quantities),
        (before.times, after.times),
    )
    quantities, times = (Turn(set(was) - set(now), set(was), content, anew) for was, now in pairs)
    return quantities, times


def everything(rows: Iterable[Row], content: Sequence[Span]) -> Turn:
    """Back to the reading, whatever editors gave or removed."""
    return Turn({row.start for row in rows}, set(), content, anew=True)


def in_comparison() -> ValidationError:
    return ValidationError(
        {"content": _("A number of it stands in a comparison: take it out there first.")}
    )


def _compared(rows: Sequence[Row]) -> set[int]:
    places = Entry.objects.filter(quantity__in=[row.pk for row in rows])
    return set(places.values_list("quantity_id", flat=True))


def _follow(
    rows: Sequence[Row],
    fields: Fields,
    compared: Set[int],
    turn: Turn,
    model: type[Row],
    claim: Claim,
) -> bool:
    changed = False
    taken: list[Span] = []
    for row in rows:
        inside = not turn.anew or _inside(row, turn.content)
        stays = (row.by_hand or row.pk in compared) and inside
        if not stays and (row.start in turn.gone or not inside) and row.start not in fields:
            if row.pk in compared:
                raise in_comparison()
            row.delete()
            changed = True
            continue
        if turn.anew and not row.by_hand and row.start in fields:
            changed |= put(row, fields[row.start])
        taken.append(row.span)
    for start, values in fields.items():
        if start not in turn.passed_over and not _overlaps(values, taken):
            model.objects.create(claim=claim, **values)
            changed = True
    return changed


def put(row: Row, values: Mapping[str, Any]) -> bool:
    """Write what is otherwise."""
    other = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in other.items():
        setattr(row, name, value)
    if other:
        row.save(update_fields=list(other))
    return bool(other)


def _inside(row: Row, content: Sequence[Span]) -> bool:
    """Whether the words still stand in the claim; when it was said is told outside its content."""
    said = isinstance(row, TimeExpression) and row.relation == SAID
    return said or holds(content, [row.span])


def _overlaps(values: Mapping[str, Any], taken: Iterable[Span]) -> bool:
    return any(values["start"] < span.end and span.start < values["end"] for span in taken)
