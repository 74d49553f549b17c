"""What may enter a comparison is found among all claims."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from claims.models import Claim, ClaimProfile, Comparison
from claims.selectors import answer_candidates, suggestions
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


# Unit vectors of a made-up encoder: the question's, an answer's, and what is like neither.
AXES = np.eye(384, dtype=np.float32)
QUESTION, ANSWER, OTHER = AXES[:3]


def position(vector, where: str = "SY", **rest) -> Claim:
    made = ClaimFactory(
        article_text=ArticleTextFactory(published_on=date(2022, 1, 20)),
        source=rest.pop("source", None) or SourceFactory(),
        quantities=[],
        times=[],
        **rest,
    )
    ClaimProfile.objects.create(
        claim=made, embedding=vector.tolist(), places=[where],
        begin=date(2022, 1, 20), finish=date(2022, 1, 20), fingerprint="–", made_by="–",
    )  # fmt: skip
    return made


def mixed(*parts: tuple[float, np.ndarray]) -> np.ndarray:
    both = sum(share * vector for share, vector in parts)
    return both / np.linalg.norm(both)


@pytest.fixture
def positions(monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """A question in both languages, of which every way to find answers gives one claim only."""
    monkeypatch.setattr(suggestions, "embedder", lambda: lambda _words: QUESTION[None])
    monkeypatch.setattr(suggestions, "centred", lambda vectors, _language: vectors)
    for name in ("LIKE_THE_QUESTION", "LIKE_AN_ANSWER", "AROUND_IT", "OF_ITS_SOURCES"):
        monkeypatch.setattr(answer_candidates, name, 1)
    return ComparisonFactory(
        claims=[], kind="positions", dimension="", question_en="Will it end?",
        question_zh="会结束吗？", places=["UA"], begin=date(2022, 1, 1), finish=date(2022, 1, 31),
    )  # fmt: skip


def test_positions_are_found_like_the_question_and_around_its_place(positions):
    like = position(QUESTION)
    around = position(mixed((0.6, QUESTION), (0.8, OTHER)), where="UA")
    position(mixed((0.7, QUESTION), (0.8, OTHER)))
    given = suggested_entries(positions)
    assert [one.claim for one in given] == [like, around]
    assert {one.position for one in given} == {"affirmed"}


def test_positions_are_found_like_an_answer_and_by_its_source(positions, monkeypatch):
    monkeypatch.setattr(answer_candidates, "LIKE_AN_ANSWER", 2)  # the answer is the nearest itself
    speaker = SourceFactory()
    entry = position(ANSWER, source=speaker)
    EntryFactory(comparison=positions, claim=entry, quantity=None, position="affirmed")
    like = position(mixed((0.9, ANSWER), (0.3, OTHER)))
    said = position(mixed((0.5, ANSWER), (0.5, QUESTION), (0.5, OTHER)), source=speaker)
    position(mixed((0.8, ANSWER), (0.4, OTHER)))
    asked = position(QUESTION)
    given = {one.claim: one.reasons for one in suggested_entries(positions)}
    assert set(given) == {asked, like, said}
    assert {"code": "alike", "percent": 100} in given[like]
    assert {"code": "alike_question", "percent": 100} in given[asked]
