"""Long stretches in which nothing changes are folded away, to be opened by whoever wants them."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.differing.paragraphs import Change, Row

AROUND = 1  # unchanged paragraphs shown before and after a change
FEWEST = 2  # a single paragraph is not worth a fold


@dataclass(frozen=True, slots=True)
class Fold:
    """Neighbouring rows; `hidden` where nothing in them changes and nobody needs to see them."""

    rows: tuple[Row, ...]
    hidden: bool


def folded(rows: Sequence[Row]) -> list[Fold]:
    """All the rows, in order, in stretches that are shown and stretches that are folded."""
    near = {
        place + step
        for place, row in enumerate(rows)
        if row.change is not Change.SAME
        for step in range(-AROUND, AROUND + 1)
    }
    folds: list[tuple[bool, list[Row]]] = []
    for place, row in enumerate(rows):
        hidden = place not in near
        if folds and folds[-1][0] == hidden:
            folds[-1][1].append(row)
        else:
            folds.append((hidden, [row]))
    return [Fold(tuple(found), hidden and len(found) >= FEWEST) for hidden, found in folds]
