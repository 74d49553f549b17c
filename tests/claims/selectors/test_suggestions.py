"""What may enter a comparison is found among all claims."""

from datetime import date
from decimal import Decimal

import pytest

from claims.models import Claim, Comparison
from claims.selectors import suggestions
from claims.selectors.suggestions import suggested_entries
from claims.services import profiles
from claims.services.profiles import profiles_make
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    EntryFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "embedder", lambda: None)
    monkeypatch.setattr(suggestions, "embedder", lambda: None)


def claim(words: str, quote: str, value: int, language: str = "en", **rest) -> Claim:
    made = ClaimFactory(
        article_text=ArticleTextFactory(
            text=words, language=language, title="–", published_on=date(2022, 1, 20)
        ),
        source=SourceFactory(),
        spans={"content": [words]},
        quantities=[{"quote": quote, "value": Decimal(value), "unit": "person",
                     "dimension": "troops", "counted": quote}],
        times=[],
        **rest,
    )  # fmt: skip
    profiles_make(claim_ids=[made.pk])
    return made


@pytest.fixture
def comparison() -> Comparison:
    return ComparisonFactory(
        claims=[],
        dimension="troops",
        places=["ukraine-border"],
        population_en="Russian troops",
        begin=date(2021, 11, 1),
        finish=date(2022, 2, 28),
    )


@pytest.fixture
def found() -> list[Claim]:
    return [
        claim(
            "100,000 Russian troops are on the border of Ukraine", "100,000 Russian troops", 10**5
        ),
        claim("在乌克兰附近和克里米亚的俄军有94,300人", "94,300人", 94_300, "zh-Hans"),
    ]


def test_answers_in_both_languages_come_with_what_is_other_about_them(comparison, found):
    claim("8,500 American troops are in Germany", "8,500 American troops", 8_500)
    given = suggested_entries(comparison)
    assert {one.claim for one in given} == set(found)
    assert {one.quantity.claim_id for one in given} == {one.pk for one in found}
    by_claim = {one.claim: one for one in given}
    assert [each.words.en for each in by_claim[found[1]].differences] == ["including Crimea"]
    assert by_claim[found[0]].reasons[0] == {"code": "same_dimension", "what": "troops"}


def test_what_has_entered_or_is_rejected_is_not_suggested(comparison, found):
    EntryFactory(comparison=comparison, claim=found[0], quantity=found[0].quantities.get())
    Claim.objects.filter(pk=found[1].pk).update(status=Claim.Status.REJECTED)
    assert suggested_entries(comparison) == []


def test_the_limit_holds_and_the_queries_do_not_grow(
    comparison, found, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        assert len(suggested_entries(comparison, limit=1)) == 1
    for number in range(8):
        claim(f"{number + 1},000 Russian troops are in Ukraine", f"{number + 1},000 Russian troops",
              1_000 * number + 1_000)  # fmt: skip
    with django_assert_max_num_queries(20):
        assert len(suggested_entries(comparison)) == 10
