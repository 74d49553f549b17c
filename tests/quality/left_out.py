"""How well links are suggested by weights that were fitted without what they are measured on.

Each matter is left out in turn, with all clusters that share an article with it; the weights are
fitted on the others.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.table import Table

from tests.quality.fitting_links import Weights, fitted, pairs, taken
from tests.quality.linking import AMONG, _pairs, clusters, find, texts_of


def left_out(shared: Path) -> Table:
    """Recall at 10 of each cluster by the weights that stand, and by those fitted without it; and
    precision and recall of its pairs by the latter."""
    from claims.linking import settings

    texts, rows = texts_of(shared), list(pairs(shared))
    table = Table("cluster", "pairs", "as they stand", "left out", "precision", "recall of pairs")
    tallies = {"stand": Counter[str](), "out": Counter[str]()}
    for name in (name for name, one in clusters().items() if "dimension" in one):
        beside = _beside(name)
        weights = fitted([row for row in rows if not row.clusters & beside])
        own = [row for row in rows if name in row.clusters]
        stand = _recall(name, texts)
        with _weighed_by(settings(), weights):
            out = _recall(name, texts)
        tallies["stand"] += stand
        tallies["out"] += out
        measured = (
            sum(row.together for row in own),
            _share(stand),
            _share(out),
            *taken(own, weights),
        )
        table.add_row(
            name, *(f"{one:.1f}" if isinstance(one, float) else str(one) for one in measured)
        )
    table.add_row("all", "", *(f"{_share(tally):.1f}" for tally in tallies.values()))
    return table


def _beside(name: str) -> set[str]:
    """The clusters that share an article with this one, itself among them."""
    articles = {key: {one["in"] for one in row["reports"]} for key, row in clusters().items()}
    return {key for key, those in articles.items() if those & articles[name]}


@contextmanager
def _weighed_by(settings: dict, weights: Weights) -> Iterator[None]:
    standing = settings["figures"]
    settings["figures"] = weights
    try:
        yield
    finally:
        settings["figures"] = standing


def _recall(name: str, texts: Mapping[str, int]) -> Counter[str]:
    """Of the other reports those among the ten that each report's claims suggest."""
    found = find(name, texts)
    best = {claim: _best(claim) for claim in set().union(*found.claims)}
    tally: Counter[str] = Counter()
    for first in range(len(found.reports)):
        others = {b if a == first else a for a, b in _pairs(found) if first in (a, b)}
        shown = set().union(*(best[claim] for claim in found.claims[first]))
        tally["wanted"] += min(AMONG, len(others))
        tally["found"] += min(AMONG, sum(bool(found.claims[o] & shown) for o in others))
    return tally


def _best(claim: int) -> set[int]:
    from claims.linking import relate
    from claims.models import ClaimProfile
    from claims.selectors.candidates import candidates, sought
    from claims.selectors.statements import statements
    from claims.services.profiles import likeness

    own = ClaimProfile.objects.get(claim=claim)
    others = candidates(sought(own))
    told, profiles = statements({claim, *others}), ClaimProfile.objects.in_bulk(list(others))
    scores = {
        pk: suggestion.score
        for pk in others & told.keys() & profiles.keys()
        if (suggestion := relate(told[claim], told[pk], likeness(own, profiles[pk])))
    }
    return set(sorted(scores, key=lambda pk: -scores[pk])[:AMONG])


def _share(tally: Counter[str]) -> float:
    return 100 * tally["found"] / max(tally["wanted"], 1)
