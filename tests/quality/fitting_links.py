"""`python -m tests.quality.fitting_links [--means FILE | --left-out]`: the weights of model.toml.

Fits those of [figures] on the pairs of reports that are in one cluster against their pairs with all
other figures, in the database that the settings name, where the shared articles are imported,
extracted and linked. `--left-out` says how good weights are that were fitted without the matter
they are measured on. `--means` writes the mean embedding of each language for
claims/linking/means.npz.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console

Weights = dict[str, float]
# The first weights there were, in round numbers; decision 0086 says what is known of them.
BY_HAND: Weights = {
    "bias": -3.0,
    "same_dimension": 2.0,
    "same_nation": 2.0,
    "other_nation": -4.0,
    "same_place": 2.0,
    "same_place_around": 1.0,
    "other_place": -2.0,
    "near_in_time": 1.0,
    "far_in_time": -3.0,
    "alike": 2.0,
    "same_origin": 0.5,
    "same_number": 1.0,
}
STEPS = 4_000
RATE = 0.5
HELD = 0.3  # how strongly they are held to BY_HAND: less, and what was left out is found no more


class Pair(NamedTuple):
    """Two figures by their features, and the clusters that one of them is in."""

    numbers: dict[str, float]
    together: bool
    clusters: frozenset[str | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).parents[2].parent / "shared"
    shared = Path(os.environ.get("ACCORDING_SHARED", beside))
    parser.add_argument("--means", type=Path, help="write the means there, and fit nothing")
    parser.add_argument("--left-out", action="store_true", help="measure, and fit nothing")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if arguments.means:
        np.savez(arguments.means, **_means())
        return
    console = Console()
    if arguments.left_out:
        from tests.quality.left_out import left_out

        console.print(left_out(shared))
        return
    from claims.linking import settings

    weights = settings()["figures"]
    rows = list(pairs(shared))
    after = fitted(rows)
    for name, old in weights.items():
        console.print(f"{name:20} {old:6.1f} {after[name]:6.2f}")
    for name, given in (("as they stand", weights), ("fitted", after)):
        console.print("{}: precision {:.1f} %, recall {:.1f} %".format(name, *taken(rows, given)))


def fitted(rows: Sequence[Pair]) -> Weights:
    """Away from those set by hand, by logistic regression; the few that belong together weigh as
    much as the many that do not."""
    names = [name for name in BY_HAND if name != "bias"]
    together = np.array([float(row.together) for row in rows])
    after = _descended(_inputs(rows, names), together, np.array(list(BY_HAND.values())))
    return dict(zip(["bias", *names], map(float, after), strict=True))


def taken(rows: Sequence[Pair], weights: Weights) -> tuple[float, float]:
    """Precision and recall in per cent of these weights on these pairs."""
    names = [name for name in weights if name != "bias"]
    given = _inputs(rows, names) @ np.array([weights["bias"], *map(weights.get, names)]) > 0
    together = np.array([row.together for row in rows])
    right = (given & together).sum()
    return 100 * right / max(given.sum(), 1), 100 * right / max(together.sum(), 1)


def _inputs(rows: Sequence[Pair], names: Sequence[str]) -> Any:
    return np.array([[1.0, *(row.numbers.get(name, 0.0) for name in names)] for row in rows])


def _descended(inputs: Any, together: Any, before: Any) -> Any:
    weights, half = before.copy(), np.where(together > 0, together.sum(), (1 - together).sum())
    for _step in range(STEPS):
        given = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ ((given - together) / (2 * half))
        weights -= RATE * (slope + HELD * (weights - before))
    return weights


def pairs(shared: Path) -> Iterator[Pair]:
    """The features of every pair of figures one of which is in a cluster: is the other, too?"""
    from claims.linking import relating
    from claims.linking.features import common, counted, days_apart
    from claims.models import Claim, ClaimProfile
    from claims.selectors.statements import statements
    from claims.services.profiles import likeness
    from tests.quality.linking import clusters, find, texts_of

    texts = texts_of(shared)
    cluster_of = {
        quantity: name
        for name in clusters()
        for quantities in find(name, texts).quantities
        for quantity in quantities
    }
    told = statements(
        set(Claim.objects.filter(quantities__isnull=False).values_list("pk", flat=True))
    )
    profiles = ClaimProfile.objects.in_bulk(list(told))
    for first, second in combinations(sorted(profiles), 2):
        one, other = told[first], told[second]
        if first in other.within or second in one.within:
            continue
        for figure, against in relating._pairs(one, other):
            names = cluster_of.get(figure.quantity), cluster_of.get(against.quantity)
            if names == (None, None):
                continue
            days = days_apart(figure.days, against.days)
            found = common(one, other, likeness(profiles[first], profiles[second]), days)
            counted(found, figure, against)
            if relating._one_number(figure, against):
                found.give("same_number")
            yield Pair(found.numbers, names[0] == names[1], frozenset(names) - {None})


def _means() -> dict[str, Any]:
    from articles.embedding import embedder
    from claims.models import Claim
    from claims.selectors.statements import statements

    embed = embedder()
    assert embed
    found: dict[str, list[str]] = {"en": [], "zh": []}
    for one in statements(set(Claim.objects.values_list("pk", flat=True))).values():
        found.get(one.language.split("-")[0], []).append(one.content)
    return {
        language: np.mean([embed([words])[0] for words in contents], axis=0, dtype=np.float32)
        for language, contents in found.items()
    }


if __name__ == "__main__":
    main()
