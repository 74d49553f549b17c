"""Which origin is drawn in which of the theme's colours."""

from collections import Counter

from claims.comparing.view import ComparisonView

# Origins told more than once get a colour of their own, as long as there are colours.
COLOURS = 6


def colours_of(view: ComparisonView) -> dict[int, int]:
    """Each origin's colour: 1 to COLOURS for those told more than once, else 0."""
    tellings = Counter(row.origin for row in view.rows)
    repeated = [origin for origin, times in tellings.items() if times > 1]
    ranks = {origin: rank for rank, origin in enumerate(repeated[:COLOURS], 1)}
    return {origin: ranks.get(origin, 0) for origin in tellings}
