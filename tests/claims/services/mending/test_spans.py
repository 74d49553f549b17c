"""Marking, moving, cutting and joining: the laws hold, and what is said is read at once."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, ArticleText
from articles.services.assigning import LockedArticle
from claims.models import Act, Claim, ClaimSpan
from claims.services import StaleVersion, claim_edit, quantity_edit
from claims.services.mending import (
    claim_create,
    claim_split,
    claims_merge,
    quantity_remove,
    spans_change,
)
from tests.factories import (
    AnnotationFactory,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    LinkFactory,
    UserFactory,
    place,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "Figures differ 😀 on the border\n"
    "The Associated Press reported that defence minister Oleksii Reznikov said on Friday that "
    "94,300 troops were near the border, and that 12 ships might come. 𠮷 is a letter.\n"
    "Cafe\u0301 owners had seen about 70,000 troops, officials said."
)


@pytest.fixture
def text(db: None) -> ArticleText:
    return ArticleTextFactory(text=TEXT)


def at(*quotes: str, within: str = TEXT) -> list[list[int]]:
    return [list(place(within, quote)) for quote in quotes]


def reznikov(text: ArticleText, user: Any, **changes: Any) -> Claim:
    given = {
        "source": at("defence minister Oleksii Reznikov"),
        "cue": at("said"),
        "content": at("that 94,300 troops were near the border, and that 12 ships might come"),
    }
    return claim_create(article_text=text, user=user, **given | changes).claim


def laws(text: ArticleText) -> None:
    """What holds of every claim of a text, whatever was done to it."""
    claims = {claim.pk: claim for claim in text.claims.prefetch_related("spans")}
    for claim in claims.values():
        content = [s for s in claim.spans.all() if s.part == ClaimSpan.Part.CONTENT]
        assert content
        assert claim.position == min(span.start for span in content)
        rows = [*claim.spans.all(), *claim.quantities.all(), *claim.times.all()]
        for row in rows:
            assert text.text[row.start : row.end] == row.quote != ""
        for quantity in claim.quantities.all():
            assert any(s.start <= quantity.start and quantity.end <= s.end for s in content)
        step, seen = claim, set()
        while step.parent_id:
            assert step.pk not in seen
            seen.add(step.pk)
            step = claims[step.parent_id]
        assert claim.headline_en
        assert claim.headline_zh


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


def test_a_claim_of_two_is_split_where_the_editor_says(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    ships = claim.quantities.get(value=12)
    mended, rest = claim_split(
        claim=claim, user=user, version=1, at=TEXT.index("and that 12 ships")
    )
    assert (
        mended.claim.spans.get(part="content").quote == "that 94,300 troops were near the border,"
    )
    assert rest.spans.get(part="content").quote == "and that 12 ships might come"
    assert rest.spans.get(part="source").quote == "defence minister Oleksii Reznikov"
    assert [q.pk for q in rest.quantities.all()] == [ships.pk]
    assert rest.source == claim.source
    assert "12" in rest.headline_en
    assert "94,300" not in rest.headline_en
    assert rest.modality == "possible"
    assert Act.objects.first().verb == "claim.split"
    laws(text)


@pytest.mark.parametrize("at_", [0, len(TEXT)])
def test_a_cut_beside_the_content_is_none(text: ArticleText, at_: int) -> None:
    claim = reznikov(text, UserFactory())
    with pytest.raises(ValidationError, match="one side"):
        claim_split(claim=claim, user=UserFactory(), version=1, at=at_)
    assert text.claims.count() == 1


def test_two_halves_become_one(text: ArticleText) -> None:
    user = UserFactory()
    claim = reznikov(text, user)
    mended, rest = claim_split(
        claim=claim, user=user, version=1, at=TEXT.index("and that 12 ships")
    )
    note, link = AnnotationFactory(claim=rest), LinkFactory(first=rest)
    child = ClaimFactory(
        article_text=text, parent=rest, spans={"content": ["letter"]}, quantities=[], times=[]
    )
    merged = claims_merge(first=mended.claim, second=rest, user=user, versions=[2, 1])
    first = merged.claim
    assert [q.value for q in first.quantities.all()] == [94_300, 12]
    assert first.spans.filter(part="content").count() == 2
    rest.refresh_from_db()
    assert (rest.status, rest.version) == ("rejected", 2)
    for row in (note, link, child):
        row.refresh_from_db()
    assert note.claim == first
    assert first in (link.first, link.second)
    assert child.parent == first
    assert {c.pk for c in merged.others} == {rest.pk, child.pk}
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


SPANS = st.lists(
    st.tuples(st.integers(-2, len(TEXT) + 2), st.integers(-2, len(TEXT) + 2)).map(list), max_size=3
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), SPANS, SPANS),
        st.tuples(st.just("source"), st.integers(0, 5), SPANS),
        st.tuples(st.just("content"), st.integers(0, 5), SPANS),
        st.tuples(st.just("split"), st.integers(0, 5), st.integers(0, len(TEXT))),
        st.tuples(st.just("merge"), st.integers(0, 5), st.integers(0, 5)),
    ),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_done_the_laws_hold(text: ArticleText, steps: list[Any]) -> None:
    user = UserFactory()
    with transaction.atomic():
        reznikov(text, user)
        for step in steps:
            claims = list(text.claims.exclude(status="rejected").order_by("pk"))
            with suppress(ValidationError):
                _do(text, user, claims, *step)
            laws(text)
        transaction.set_rollback(True)


def _do(text: ArticleText, user: Any, claims: list[Claim], what: str, a: Any, b: Any) -> None:
    if what == "create":
        claim_create(article_text=text, user=user, source=a, content=b)
        return
    claim = claims[a % len(claims)]
    if what == "split":
        claim_split(claim=claim, user=user, version=claim.version, at=b)
    elif what == "merge":
        second = claims[b % len(claims)]
        claims_merge(
            first=claim, second=second, user=user, versions=[claim.version, second.version]
        )
    else:
        given: Any = {what: b}
        spans_change(claim=claim, user=user, version=claim.version, **given)
