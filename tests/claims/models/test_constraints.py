"""What the database refuses, whoever asks it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import ArticleText
from claims.models import Claim, ClaimSpan, Quantity, TimeExpression
from tests.factories import ArticleTextFactory, ClaimFactory, ExtractionRunFactory, SourceFactory

pytestmark = pytest.mark.django_db


def _refused(model: Any, **fields: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.bulk_create([model(**fields)])


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(5, 5, ""), (9, 4, "abcde"), (0, 4, "abcde"), (0, 9, "𠮷野家")]
)
def test_spans_fit_their_quotes(start: int, end: int, quote: str) -> None:
    claim = ClaimFactory(spans={}, quantities=[], times=[])
    place = {"claim": claim, "start": start, "end": end, "quote": quote}
    _refused(ClaimSpan, **place, part="content")
    _refused(Quantity, **place, value=1)
    _refused(TimeExpression, **place, begin=date(2022, 1, 1), finish=date(2022, 1, 2))


def test_spans_count_code_points() -> None:
    claim = ClaimFactory(spans={}, quantities=[], times=[])
    ClaimSpan.objects.create(claim=claim, start=7, end=10, quote="𠮷野家", part="content")


@pytest.mark.parametrize(
    "bounds",
    [
        {},
        {"low": 9, "high": 8},
        {"value": 5, "low": 6},
        {"value": 5, "high": 4},
    ],
)
def test_quantities_say_something_in_order(bounds: dict[str, int]) -> None:
    claim = ClaimFactory(spans={}, quantities=[], times=[])
    numbers = {name: Decimal(number) for name, number in bounds.items()}
    _refused(Quantity, claim=claim, start=0, end=1, quote="x", **numbers)


@pytest.mark.parametrize("field", ["modality", "polarity", "change"])
def test_a_quantity_is_put_in_known_ways(field: str) -> None:
    claim = ClaimFactory(spans={}, quantities=[], times=[])
    _refused(Quantity, claim=claim, start=0, end=1, quote="x", value=1, **{field: "odd"})


@pytest.mark.parametrize("field", ["modality", "polarity"])
def test_a_claim_is_put_in_known_ways(field: str) -> None:
    claim = ClaimFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**{field: "odd"})


def test_one_quantity_a_place() -> None:
    claim = ClaimFactory()
    quantity = claim.quantities.get()
    place = {"start": quantity.start, "end": quantity.end, "quote": quantity.quote}
    _refused(Quantity, claim=claim, value=1, **place)


def test_times_begin_before_they_finish() -> None:
    claim = ClaimFactory(times=[])
    days = {"begin": date(2022, 1, 2), "finish": date(2022, 1, 1)}
    _refused(TimeExpression, claim=claim, start=0, end=1, quote="x", **days)


@pytest.mark.parametrize(
    "other",
    [{"begin": "2021-04-03", "finish": "2021-04-02"}, {"begin": "2021-04-03"}, "2021-04-03", 7],
)
def test_other_readings_begin_before_they_finish(other: Any) -> None:
    claim = ClaimFactory(times=[])
    days = {"begin": date(2021, 3, 4), "finish": date(2021, 3, 4), "granularity": "day"}
    place = {"claim": claim, "start": 0, "end": 1, "quote": "x"}
    _refused(TimeExpression, **place, **days, alternatives=[other])
    right = {"begin": "2021-04-03", "finish": "2021-04-03", "granularity": "day"}
    time = TimeExpression.objects.create(**place, **days, alternatives=[right])
    assert [reading.begin for reading in time.other_readings] == [date(2021, 4, 3)]


def test_claims() -> None:
    claim = ClaimFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(confidence=1.5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(parent=claim.pk)


def test_one_run_of_an_engine_unless_it_failed() -> None:
    run = ExtractionRunFactory()
    same = {"article_text": run.article_text, "engine_version": run.engine_version}
    ExtractionRunFactory(**same, error="broken")
    ExtractionRunFactory(**same, error="broken")
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtractionRunFactory(**same)


def test_one_current_text_an_article() -> None:
    text = ArticleTextFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleTextFactory(article=text.article, version=2)
    ArticleText.objects.filter(pk=text.pk).update(is_current=False)
    ArticleTextFactory(article=text.article, version=2)


def _history(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pgh_label FROM {table} ORDER BY pgh_id")
        return [label for (label,) in cursor.fetchall()]


def test_history_is_kept_of_bulk_writes_too() -> None:
    text, source = ArticleTextFactory(), SourceFactory()
    given: Any = {"article_text": text, "source": source, "kind": "direct", "position": 0}
    headlines = {"headline_en": "x", "headline_zh": "x"}
    Claim.objects.bulk_create([Claim(**given, **headlines), Claim(**given, **headlines)])
    assert _history("claims_claimevent") == ["insert", "insert"]
    Claim.objects.update(status="accepted")
    assert _history("claims_claimevent")[2:] == ["update", "update"]
    Claim.objects.all().delete()
    assert _history("claims_claimevent")[4:] == ["delete", "delete"]
    assert _history("claims_sourceevent") == ["insert"]
