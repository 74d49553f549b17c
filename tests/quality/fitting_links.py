"""`python -m tests.quality.fitting_links [--means FILE]`: the weights of claims/linking/model.toml.

Fits those of [figures] on the pairs of reports that are in one cluster against their pairs with all
other figures, in the database that the settings name, where the shared articles are imported,
extracted and linked. Or writes the mean embedding of each language for claims/linking/means.npz.
"""

import argparse
import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

STEPS = 4_000
RATE = 0.5
HELD = 0.01  # how strongly the weights are held to those that stand


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).parents[2].parent / "shared"
    shared = Path(os.environ.get("ACCORDING_SHARED", beside))
    parser.add_argument("--means", type=Path, help="write the means there, and fit nothing")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if arguments.means:
        np.savez(arguments.means, **_means())
        return
    from claims.linking import settings

    weights = settings()["figures"]
    names = [name for name in weights if name != "bias"]
    rows = list(_pairs(shared))
    inputs = np.array([[1.0, *(numbers.get(name, 0.0) for name in names)] for numbers, _ in rows])
    together = np.array([float(one) for _, one in rows])
    before = np.array([weights["bias"], *(weights[name] for name in names)])
    after = _fitted(inputs, together, before)
    console = Console()
    for name, old, new in zip(["bias", *names], before, after, strict=True):
        console.print(f"{name:20} {old:6.1f} {new:6.2f}")
    for name, given in (("as they stand", before), ("fitted", after)):
        taken = inputs @ given > 0
        right = (taken & (together > 0)).sum()
        shares = 100 * right / taken.sum(), 100 * right / together.sum()
        console.print(f"{name}: precision {shares[0]:.1f} %, recall {shares[1]:.1f} %")


def _fitted(inputs: Any, together: Any, before: Any) -> Any:
    """Logistic regression; the few that belong together weigh as much as the many that do not."""
    weights, half = before.copy(), np.where(together > 0, together.sum(), (1 - together).sum())
    for _step in range(STEPS):
        given = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ ((given - together) / (2 * half))
        weights -= RATE * (slope + HELD * (weights - before))
    return weights


def _pairs(shared: Path) -> Iterator[tuple[dict[str, float], bool]]:
    """The features of every pair of figures one of which is in a cluster: is the other, too?"""
    from claims.comparing.agreement import same_statement
    from claims.linking import relating
    from claims.linking.features import common, counted
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
            found = common(one, other, likeness(profiles[first], profiles[second]))
            counted(found, figure, against)
            if same_statement(figure.figure, against.figure, window=timedelta.max):
                found.give("same_number")
            yield found.numbers, names[0] == names[1]


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
