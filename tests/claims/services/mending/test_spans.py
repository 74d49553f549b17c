"""Marking and moving spans: the laws hold, and what is said is read at once."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, ArticleText
from articles.services.assigning import LockedArticle
from claims.models import Act, Claim
from claims.services import StaleVersion, claim_edit, quantity_edit
from claims.services.mending import (
    claim_create,
    claim_split,
    claims_merge,
    quantity_remove,
    spans_change,
)
from tests.claims.services.mending.telling import TEXT, at, laws, reznikov
from tests.factories import (
    ComparisonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_missed_claim_is_read_as_the_engine_reads(text: ArticleText) -> None:
    user = UserFactory()
    mended = claim_create(
        article_text=text,
        user=user,
        source=at("defence minister Oleksii Reznikov"),
        cue=at("said"),
        content=at("that 94,300 troops were near the border, and that 12 ships might come"),
        reason="missed",
    )
    claim = Claim.objects.get(pk=mended.claim.pk)
    troops, ships = claim.quantities.all()
    assert (troops.value, troops.dimension, troops.modality) == (94_300, "troops", "asserted")
    assert (ships.value, ships.modality) == (12, "possible")
    assert [(t.quote, t.relation) for t in claim.times.all()] == [("Friday", "said")]
    assert claim.source
    assert "Reznikov" in claim.source.label_en
    assert claim.kind == "indirect"
    assert "94,300" in claim.headline_en
    assert "94,300" in claim.headline_zh
    assert (claim.status, claim.version, claim.edited_by, claim.run) == ("corrected", 1, user, None)
    act = Act.objects.get()
    assert (act.verb, act.reason, act.claim, act.article) == (
        "claim.create",
        "missed",
        claim,
        text.article,
    )
    laws(text)


def test_a_claim_around_others_reports_them_and_leaves_them_their_numbers(
    text: ArticleText,
) -> None:
    user = UserFactory()
    inner = reznikov(text, user)
    mended = claim_create(
        article_text=text,
        user=user,
        source=at("The Associated Press"),
        cue=at("reported"),
        content=at(
            "that defence minister Oleksii Reznikov said on Friday that 94,300 troops were near "
            "the border, and that 12 ships might come"
        ),
    )
    assert not mended.claim.quantities.exists()
    assert [claim.pk for claim in mended.others] == [inner.pk]
    now = Claim.objects.get(pk=inner.pk)
    assert (now.parent_id, now.version) == (mended.claim.pk, 2)
    assert now.quantities.count() == 2


def test_a_claim_within_another_takes_its_numbers(text: ArticleText) -> None:
    user = UserFactory()
    outer = claim_create(
        article_text=text,
        user=user,
        source=at("The Associated Press"),
        cue=at("reported"),
        content=at(
            "that defence minister Oleksii Reznikov said on Friday that 94,300 troops were near "
            "the border, and that 12 ships might come"
        ),
    ).claim
    assert outer.quantities.count() == 2
    inner = reznikov(text, user)
    assert inner.parent == outer
    assert inner.quantities.count() == 2
    outer.refresh_from_db()
    assert not outer.quantities.exists()
    assert outer.version == 2
    assert outer.headline_en.startswith("The Associated Press: that defence minister")
    laws(text)


def test_moved_ends_are_read_again(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    kept = claim.quantities.get(value=94_300)
    mended = spans_change(
        claim=claim, user=user, version=1, content=at("that 94,300 troops were near the border")
    )
    assert [quantity.pk for quantity in mended.claim.quantities.all()] == [kept.pk]
    assert mended.reread == ("quantities",)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.version, stored.status) == (2, "corrected")
    assert "12" not in stored.headline_en
    assert Act.objects.first().verb == "span.move"
    laws(text)


def test_a_span_moves_rather_than_being_replaced(text: ArticleText) -> None:
    claim = reznikov(text, UserFactory())
    before = claim.spans.get(part="content").pk
    spans_change(
        claim=claim,
        user=UserFactory(),
        version=1,
        content=at("94,300 troops were near the border", "12 ships might come"),
    )
    first, second = claim.spans.filter(part="content").order_by("start")
    assert first.pk == before
    assert (first.quote, second.quote) == (
        "94,300 troops were near the border",
        "12 ships might come",
    )


def test_another_source_is_read_from_its_words(text: ArticleText) -> None:
    claim = reznikov(text, UserFactory())
    mended = spans_change(
        claim=claim, user=UserFactory(), version=1, source=at("The Associated Press")
    )
    assert mended.claim.source
    assert mended.claim.source.key == "body:ap"
    assert mended.claim.headline_en.startswith("The Associated Press: 94,300")
    assert mended.claim.headline_zh.startswith("美联社：")
    assert set(mended.reread) >= {"source", "speaker_name"}
    nobody = spans_change(claim=claim, user=UserFactory(), version=2, source=[]).claim
    assert nobody.source is None
    assert nobody.anonymous


def test_what_was_given_by_hand_stays(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    quantity_edit(
        quantity=claim.quantities.get(value=94_300), user=user, version=1, value=Decimal(94_000)
    )
    claim = claim_edit(
        claim=claim, user=user, version=2, modality="planned", headline_en="My words"
    )
    assert claim.by_hand == ["headline_en", "modality"]
    mended = spans_change(
        claim=claim, user=user, version=3, content=at("that 94,300 troops were near the border")
    )
    now = mended.claim
    assert [(q.value, q.by_hand) for q in now.quantities.all()] == [(94_000, True)]
    assert (now.modality, now.headline_en) == ("planned", "My words")
    assert now.headline_zh.endswith("：9.4万名军人")
    gone = spans_change(claim=now, user=user, version=4, content=at("12 ships might come")).claim
    assert [q.value for q in gone.quantities.all()] == [12]


def test_what_was_removed_by_hand_is_not_read_in_again(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    quantity_remove(quantity=claim.quantities.get(value=12), user=user, version=1)
    now = spans_change(
        claim=claim,
        user=user,
        version=2,
        content=at("94,300 troops were near the border, and that 12 ships might come"),
    ).claim
    assert [q.value for q in now.quantities.all()] == [94_300]


def test_a_number_in_a_comparison_is_not_lost(text: ArticleText) -> None:
    claim = reznikov(text, UserFactory())
    ComparisonFactory(claims=[claim])
    with pytest.raises(ValidationError):
        spans_change(claim=claim, user=UserFactory(), version=1, content=at("12 ships might come"))
    assert Claim.objects.get(pk=claim.pk).version == 1
    assert claim.spans.get(part="content").quote.startswith("that 94,300")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "has content"),
        ([[5, 5]], "outside"),
        ([[-1, 4]], "outside"),
        ([[0, len(TEXT) + 1]], "outside"),
        ([[7, 8]], "no words"),
        ([[1, 2, 3]], "start and an end"),
        ([["a", 2]], "start and an end"),
        ([[True, 2]], "start and an end"),
    ],
)
def test_spans_that_cannot_be(text: ArticleText, content: Any, words: str) -> None:
    claim = reznikov(text, UserFactory())
    with pytest.raises(ValidationError, match=words) as refused:
        spans_change(claim=claim, user=UserFactory(), version=1, content=content)
    assert set(refused.value.error_dict) == {"content"}
    assert Claim.objects.get(pk=claim.pk).version == 1


def test_offsets_are_code_points_and_letters_stay_whole(text: ArticleText) -> None:
    user = UserFactory()
    claim = claim_create(article_text=text, user=user, content=at("𠮷 is a letter")).claim
    assert claim.spans.get().quote == "𠮷 is a letter"
    start = TEXT.index("Cafe\u0301")
    cut = spans_change(claim=claim, user=user, version=1, content=[[start, start + 4]]).claim
    assert cut.spans.get().quote == "Cafe\u0301"
    emoji = spans_change(claim=claim, user=user, version=2, content=at("differ 😀 on")).claim
    assert emoji.spans.get().quote == "differ 😀 on"
    laws(text)


def test_versions_are_checked_and_locks_asked(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    with pytest.raises(StaleVersion):
        spans_change(claim=claim, user=user, version=7, content=at("letter"))
    with pytest.raises(StaleVersion):
        claim_split(claim=claim, user=user, version=7, at=200)
    other = claim_create(article_text=text, user=user, content=at("letter")).claim
    with pytest.raises(StaleVersion):
        claims_merge(first=claim, second=other, user=user, versions=[1, 9])
    Article.objects.filter(pk=text.article_id).update(is_locked=True, assignee=UserFactory())
    with pytest.raises(LockedArticle):
        spans_change(claim=claim, user=user, version=1, content=at("letter"))
    with pytest.raises(LockedArticle):
        claim_create(article_text=text, user=user, content=at("letter"))


def test_a_review_falls_off(text: ArticleText) -> None:
    claim = reznikov(text, UserFactory())
    Claim.objects.filter(pk=claim.pk).update(
        reviewed_by=UserFactory(), reviewed_at="2026-11-24T12:00Z"
    )
    now = spans_change(claim=claim, user=UserFactory(), version=1, cue=[]).claim
    assert now.reviewed_at is now.reviewed_by is None
