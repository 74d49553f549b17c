"""What has changed from one view of a comparison to a later one: of two releases, or since one."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields

from claims.comparing.serialising import FIRST_SCHEMA
from claims.comparing.view import ComparisonView, Row, Scope

# What follows from the other rows, or names the row in our tables only.
DERIVED = {"entry", "origin", "repeats", "repetition", "left_out"}
# What a release of the first schema does not say.
LATER = {"said_on", "owner", "wire", "text_sha256", "reviewed", "differences", "position"}


@dataclass(frozen=True)
class Correction:
    """One answer as it was and as it is; `fields` names what of the row differs.

    "repeats" is among them where it is folded with another claim that was there before, or is no
    longer.
    """

    old: Row
    new: Row
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """`asked` names what of the question and its scope differs."""

    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    corrected: tuple[Correction, ...] = ()
    asked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.corrected or self.asked)


def changes(old: ComparisonView, new: ComparisonView) -> Changes:
    """Answers are the same by their entry, else by the claim and the figure's words."""
    pairs = _paired(old.rows, new.rows)
    before, after = {one for one, _ in pairs}, {other for _, other in pairs}
    known = {row.claim for row in old.rows} & {row.claim for row in new.rows}
    first = FIRST_SCHEMA in {old.schema, new.schema}
    corrections = (
        Correction(row, later, _differing(row, later, first, known))
        for row, later in ((old.rows[one], new.rows[other]) for one, other in pairs)
    )
    return Changes(
        added=tuple(row for place, row in enumerate(new.rows) if place not in after),
        removed=tuple(row for place, row in enumerate(old.rows) if place not in before),
        corrected=tuple(correction for correction in corrections if correction.fields),
        asked=_asked(old, new, first),
    )


def _paired(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int]]:
    """Places of one answer in both, in the order of the new, each place once."""
    left_old, left_new = dict(enumerate(old)), dict(enumerate(new))
    pairs: list[tuple[int, int]] = []
    for key in (_entry, _figure, _claim):
        for one, other in _alike(left_old, left_new, key):
            del left_old[one], left_new[other]
            pairs.append((one, other))
    return sorted(pairs, key=lambda pair: pair[1])


def _alike(
    old: dict[int, Row], new: dict[int, Row], key: Callable[[Row], Hashable | None]
) -> list[tuple[int, int]]:
    """Those with one key, the first with the first."""
    ours, theirs = _by_key(old, key), _by_key(new, key)
    return [pair for each in ours for pair in zip(ours[each], theirs.get(each, []), strict=False)]


def _by_key(
    rows: dict[int, Row], key: Callable[[Row], Hashable | None]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, row in rows.items():
        if (named := key(row)) is not None:
            found.setdefault(named, []).append(place)
    return found


def _entry(row: Row) -> Hashable | None:
    return row.entry or None


def _figure(row: Row) -> Hashable:
    return (row.claim, row.quantity_quote)


def _claim(row: Row) -> Hashable:
    return row.claim


def _differing(old: Row, new: Row, first: bool, known: Iterable[int]) -> tuple[str, ...]:
    skipped = DERIVED | (LATER if first else set())
    names = [field.name for field in fields(Row) if field.name not in skipped]
    found = [name for name in names if _value(old, name, first) != _value(new, name, first)]
    if old.repeats != new.repeats and {old.repeats, new.repeats} - {None} <= set(known):
        found.append("repeats")
    return tuple(found)


def _value(row: Row, name: str, first: bool) -> object:
    """The first schema knows less of the sources in a chain."""
    if name == "chain" and first:
        return [(party.key, party.label, party.anonymity) for party in row.chain]
    return getattr(row, name)


def _asked(old: ComparisonView, new: ComparisonView, first: bool) -> tuple[str, ...]:
    names = ["dimension"] if first else [field.name for field in fields(Scope)]
    differing = [n for n in names if getattr(old.scope, n) != getattr(new.scope, n)]
    return tuple((["question"] if old.question != new.question else []) + differing)
