"""How many origins the reports of the shared clusters have, against what a reader finds.

The articles are imported and extracted once, which takes half a minute; nothing of it stays.
"""

import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from claims.comparing import ComparisonView, Row
from tests.quality.linking import articles_of, clusters, find, texts_of

pytestmark = [
    pytest.mark.quality,
    pytest.mark.django_db,  # or there would be no database of the tests' own
]
FLOORS: dict[str, float] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["origins"]


@dataclass
class Measured:
    """Pairs of answers: folded by us, by a reader, by both; what we folded alone, in words."""

    ours: int = 0
    readers: int = 0
    both: int = 0
    wrong: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def measured(shared_dir: Path, django_db_setup: None, django_db_blocker: Any) -> Measured:
    with django_db_blocker.unblock(), transaction.atomic():
        found = _measured(_extracted(shared_dir))
        transaction.set_rollback(True)
    return found


def _extracted(shared: Path) -> dict[str, int]:
    from articles.services import import_original
    from claims.services.extraction import extract_article_text

    for path in articles_of(shared).values():
        import_original(data=path.read_bytes(), name=path.name)
    texts = texts_of(shared)
    for text in texts.values():
        extract_article_text(article_text_id=text)
    return texts


def _measured(texts: dict[str, int]) -> Measured:
    found = Measured()
    for name, cluster in clusters().items():
        if "dimension" not in cluster:
            continue
        view, readers = _compared(name, texts)
        for one, other in combinations(view.rows, 2):
            ours = one.origin == other.origin
            theirs = readers[one.entry] == readers[other.entry] and _one_number(one, other)
            found.ours += ours
            found.readers += theirs
            found.both += ours and theirs
            if ours and not theirs:
                labels = f"{readers[one.entry]} / {readers[other.entry]}"
                found.wrong += (f"{name}: {labels}: {one.quantity_quote}, {other.quantity_quote}",)
    return found


def _compared(name: str, texts: dict[str, int]) -> tuple[ComparisonView, dict[int, str]]:
    """The cluster's reports in a comparison, and by entry the origin that a reader finds."""
    from claims.models import Comparison, Entry, Quantity
    from claims.selectors.comparisons import comparison_view
    from claims.selectors.days import as_of_by_rule

    cluster, found = clusters()[name], find(name, texts)
    comparison = Comparison.objects.create(
        slug=name, question_en="?", question_zh="？", dimension=cluster["dimension"]
    )
    readers: dict[int, str] = {}
    for report, quantities in zip(found.reports, found.quantities, strict=True):
        for quantity in Quantity.objects.filter(pk__in=quantities).select_related("claim"):
            if comparison.entries.filter(quantity=quantity).exists():
                continue
            entry = Entry.objects.create(
                comparison=comparison,
                claim=quantity.claim,
                quantity=quantity,
                as_of=as_of_by_rule("about", quantity.claim, quantity),
            )
            readers[entry.pk] = report["origin"]
    return comparison_view(comparison), readers


def _one_number(one: Row, other: Row) -> bool:
    """As far as it is one statement that they may have from one origin."""
    low, high = sorted((one.stated.central, other.stated.central))
    return high <= low * 110 / 100


def test_no_two_origins_are_folded_into_one(measured: Measured) -> None:
    assert measured.ours > 0
    assert 100 * measured.both / measured.ours >= FLOORS["precision"], measured.wrong


def test_as_many_repetitions_are_found_as_before(measured: Measured) -> None:
    assert 100 * measured.both / measured.readers >= FLOORS["recall"], measured
