"""Numbers and times by hand, and back to the reading."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import ArticleText
from claims.models import Act, Claim
from claims.services import StaleVersion, claim_edit, quantity_edit
from claims.services.mending import (
    claim_create,
    quantity_add,
    quantity_remove,
    quantity_reread,
    time_add,
    time_edit,
    time_remove,
    time_reread,
    values_reread,
)
from tests.claims.services.mending.telling import at, laws, reznikov
from tests.factories import ComparisonFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def where(quote: str) -> dict[str, int]:
    ((start, end),) = at(quote)
    return {"start": start, "end": end}


def test_a_number_that_was_removed_is_read_again_where_it_stands(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    removed = quantity_remove(quantity=claim.quantities.get(value=12), user=user, version=1).claim
    assert "12" not in removed.headline_en
    added = quantity_add(claim=claim, user=user, version=2, **where("12 ships")).claim
    quantity = added.quantities.get(value=12)
    assert (quantity.dimension, quantity.by_hand, quantity.modality) == ("ships", False, "possible")
    assert "12" in added.headline_en
    assert [act.verb for act in Act.objects.all()[:2]] == ["quantity.add", "quantity.remove"]
    laws(text)


def test_a_number_that_is_not_read_is_given(text: ArticleText) -> None:
    claim = claim_create(article_text=text, user=UserFactory(), content=at("𠮷 is a letter")).claim
    place = where("a letter")
    with pytest.raises(ValidationError, match="by hand"):
        quantity_add(claim=claim, user=UserFactory(), version=1, **place)
    given: Any = {"value": Decimal(1), "unit": "other", "counted": "letter"}
    added = quantity_add(claim=claim, user=UserFactory(), version=1, **place, **given).claim
    quantity = added.quantities.get()
    assert (quantity.quote, quantity.value, quantity.by_hand) == ("a letter", 1, True)
    with pytest.raises(ValidationError, match="already"):
        quantity_add(claim=claim, user=UserFactory(), version=2, **place, **given)
    outside = where("70,000 troops")
    with pytest.raises(ValidationError, match="what was said"):
        quantity_add(claim=claim, user=UserFactory(), version=2, **outside, **given)
    with pytest.raises(ValidationError):
        quantity_add(claim=claim, user=UserFactory(), version=2, **where("letter"), unit="other")


def test_back_from_what_was_given_to_what_is_read(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    quantity = claim.quantities.get(value=94_300)
    edited = quantity_edit(quantity=quantity, user=user, version=1, value=Decimal(94_000))
    assert edited.by_hand
    back = quantity_reread(quantity=quantity, user=user, version=2).claim
    row = back.quantities.get(pk=quantity.pk)
    assert (row.value, row.by_hand) == (94_300, False)
    assert "94,300" in back.headline_en


def test_what_a_comparison_needs_is_not_removed(text: ArticleText) -> None:
    claim = reznikov(text, UserFactory())
    ComparisonFactory(claims=[claim])
    with pytest.raises(ValidationError, match="comparison"):
        quantity_remove(quantity=claim.quantities.first(), user=UserFactory(), version=1)


def test_times_by_hand(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    time = claim.times.get()
    time_edit(time=time, user=user, version=1, begin=date(2021, 11, 26), finish=date(2021, 11, 26))
    time.refresh_from_db()
    assert (time.begin, time.by_hand) == (date(2021, 11, 26), True)
    time_reread(time=time, user=user, version=2)
    time.refresh_from_db()
    assert (time.begin, time.by_hand) == (date(2021, 12, 3), False)
    with pytest.raises(ValidationError):
        time_edit(time=time, user=user, version=3, begin=date(2022, 1, 1))
    time_remove(time=time, user=user, version=3)
    assert not claim.times.exists()
    added = time_add(claim=claim, user=user, version=4, relation="said", **where("Friday"))
    again = added.claim.times.get()
    assert (again.begin, again.relation, again.by_hand) == (date(2021, 12, 3), "said", False)


def test_a_number_may_be_given_in_part(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    quantity_remove(quantity=claim.quantities.get(value=12), user=user, version=1)
    given: Any = {"value": Decimal(21), **where("12 ships")}
    claim = quantity_add(claim=claim, user=user, version=2, **given).claim
    quantity = claim.quantities.get(value=21)
    assert (quantity.dimension, quantity.quote, quantity.by_hand) == ("ships", "12 ships", True)


def test_all_back_to_the_reading(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    before = Claim.objects.get(pk=claim.pk)
    quantity_remove(quantity=claim.quantities.get(value=12), user=user, version=1)
    quantity_edit(
        quantity=claim.quantities.get(), user=user, version=2, value=Decimal(5), counted="things"
    )
    claim_edit(
        claim=claim,
        user=user,
        version=3,
        source=SourceFactory(),
        modality="planned",
        kind="direct",
        headline_en="My words",
        speaker_role="friend",
    )
    mended = values_reread(claim=claim, user=user, version=4)
    now = Claim.objects.get(pk=claim.pk)
    assert now.by_hand == []
    for name in ("kind", "modality", "source", "speaker_role", "headline_en", "headline_zh"):
        assert getattr(now, name) == getattr(before, name), name
    assert [(q.value, q.by_hand) for q in now.quantities.all()] == [(94_300, False), (12, False)]
    assert {"quantities", "source", "kind"} <= set(mended.reread)


def test_only_some_back_to_the_reading(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    source = SourceFactory()
    claim_edit(claim=claim, user=user, version=1, source=source, modality="planned")
    now = values_reread(claim=claim, user=user, version=2, fields=["modality"]).claim
    assert (now.modality, now.source, now.by_hand) == ("asserted", source, ["source"])
    assert now.headline_en.startswith(source.label_en)
    with pytest.raises(ValidationError, match="position"):
        values_reread(claim=claim, user=user, version=3, fields=["position"])


def test_versions_are_checked(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    quantity, time = claim.quantities.first(), claim.times.get()
    for refused in (
        lambda: quantity_add(claim=claim, user=user, version=3, **where("12 ships")),
        lambda: quantity_remove(quantity=quantity, user=user, version=3),
        lambda: quantity_reread(quantity=quantity, user=user, version=3),
        lambda: time_add(claim=claim, user=user, version=3, **where("Friday")),
        lambda: time_edit(time=time, user=user, version=3, granularity="week"),
        lambda: time_reread(time=time, user=user, version=3),
        lambda: time_remove(time=time, user=user, version=3),
        lambda: values_reread(claim=claim, user=user, version=3),
    ):
        with pytest.raises(StaleVersion):
            refused()
