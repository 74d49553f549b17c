"""Claims that editors have touched, when their article's text changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from articles.models import ArticleText
from articles.spans import Span
from claims.models import Anchoring, Claim, ClaimSpan, Quantity, TimeExpression
from claims.normalising.sources import Speaker
from claims.selectors.claims import chain
from claims.services import (
    StaleVersion,
    anchoring_refuse,
    anchoring_settle,
    annotation_create,
    claim_edit,
    entry_add,
    link_judge,
)
from claims.services.extraction import extract_article_text
from claims.services.moving import place_rows
from tests.claims.services.conftest import AP, TEXT, Engine, attribution, nested
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    OriginalFactory,
    UserFactory,
    place,
)

pytestmark = pytest.mark.django_db
NewText = Callable[..., ArticleText]


@pytest.fixture
def new_text(text: ArticleText) -> NewText:
    """The article's next version, not extracted yet."""

    def make(words: str, **fields: object) -> ArticleText:
        ArticleText.objects.filter(article=text.article).update(is_current=False)
        version = ArticleText.objects.filter(article=text.article).count() + 1
        return ArticleTextFactory(
            article=text.article,
            version=version,
            title=text.title,
            text=words,
            original=OriginalFactory(),
            **fields,
        )

    return make


@pytest.fixture
def extracted(text: ArticleText, engine: Engine) -> ArticleText:
    extract_article_text(article_text_id=text.pk)
    return text


def _claim(words: str, **where: object) -> Claim:
    return Claim.objects.get(spans__part="content", spans__quote__startswith=words, **where)


def _touch(claim: Claim, status: str = "accepted") -> Claim:
    return claim_edit(claim=claim, user=UserFactory(), version=claim.version, status=status)


def _extract(text: ArticleText) -> None:
    extract_article_text(article_text_id=text.pk)


def _mentions_stand(claim: Claim) -> bool:
    text = Claim.objects.get(pk=claim.pk).article_text.text
    mentions = [
        m
        for model in (ClaimSpan, Quantity, TimeExpression)
        for m in model.objects.filter(claim=claim)
    ]
    return bool(mentions) and all(text[m.start : m.end] == m.quote for m in mentions)


LONGER = "Figures differ\nIt snowed in Kyiv. " + TEXT.split("\n")[1] + " More is to come."


def test_a_touched_claim_moves_and_stays_itself(extracted: ArticleText, new_text: NewText) -> None:
    claim, user = _touch(_claim("94,300")), UserFactory()
    annotation_create(claim=claim, user=user, body="With Crimea.")
    link_judge(first=claim, second=ClaimFactory(), relation="agrees", judgement="unsure", user=user)
    quantity = claim.quantities.get()
    place = entry_add(comparison=ComparisonFactory(), quantity=quantity, user=user)
    new = new_text(LONGER)
    _extract(new)
    moved = Claim.objects.get(pk=claim.pk)
    assert moved.article_text == new
    assert moved.position == new.text.index("94,300")
    assert _mentions_stand(moved)
    assert (moved.status, moved.edited_by, moved.edited_at) == (
        "accepted",
        claim.edited_by,
        claim.edited_at,
    )
    assert (moved.annotations.count(), moved.links_from.count() + moved.links_to.count()) == (1, 1)
    place.refresh_from_db()
    assert (place.claim, place.quantity) == (moved, quantity)
    row = moved.anchorings.get()
    assert (row.method, row.score, row.from_text, row.to_text) == ("exact", 1.0, extracted, new)
    assert (row.reason, row.settled_at) == ("", None)


def test_what_has_moved_is_not_told_twice(extracted: ArticleText, new_text: NewText) -> None:
    _touch(_claim("94,300"))
    new = new_text(LONGER)
    _extract(new)
    assert new.claims.count() == 3
    assert new.claims.filter(spans__quote="94,300 troops", spans__part="content").count() == 1
    assert new.extraction_runs.get().claim_count == 2
    assert extracted.claims.count() == 2


def test_an_open_form_is_refused_after_the_move(extracted: ArticleText, new_text: NewText) -> None:
    claim = _touch(_claim("94,300"))
    _extract(new_text(LONGER))
    with pytest.raises(StaleVersion):
        claim_edit(claim=claim, user=UserFactory(), version=claim.version, status="rejected")


def test_untouched_claims_stay_with_their_text(extracted: ArticleText, new_text: NewText) -> None:
    before = set(extracted.claims.values_list("pk", flat=True))
    _extract(new_text(LONGER))
    assert set(extracted.claims.values_list("pk", flat=True)) == before
    assert not Anchoring.objects.exists()


def test_a_rejected_claim_is_not_told_again(extracted: ArticleText, new_text: NewText) -> None:
    claim = _touch(_claim("94,300"), "rejected")
    new = new_text(LONGER)
    _extract(new)
    assert new.claims.get(pk=claim.pk).status == "rejected"
    assert new.claims.filter(status="extracted").count() == 2


@pytest.mark.parametrize("figure", ["94,300 troops", "December 3"])
def test_without_its_figure_a_claim_stays(
    extracted: ArticleText, new_text: NewText, engine: Engine, figure: str
) -> None:
    claim = _touch(_claim("94,300" if "troops" in figure else "70,000"))
    engine.finds = lambda text: []
    new = new_text(TEXT.replace(figure, figure.replace("3", "9")))
    _extract(new)
    claim.refresh_from_db()
    assert claim.article_text == extracted
    assert _mentions_stand(claim)
    row = claim.anchorings.get()
    assert (row.method, row.score, row.to_text) == ("none", 0, new)
    assert f"“{figure}” is no longer in the text." in row.reason
    assert claim.version == 2


def test_similar_words_wait_for_a_look(
    extracted: ArticleText, new_text: NewText, engine: Engine
) -> None:
    claim = _touch(_claim("70,000"))
    engine.finds = lambda text: []
    new = new_text(TEXT.replace("near the border", "along the frontier"))
    _extract(new)
    moved = Claim.objects.get(pk=claim.pk)
    assert (moved.article_text, _mentions_stand(moved)) == (new, True)
    row = moved.anchorings.get()
    assert row.method == "fuzzy"
    assert 0.75 <= row.score < 1
    assert row.settled_at is None


def test_a_changed_date_is_pointed_out(extracted: ArticleText, new_text: NewText) -> None:
    claim = _touch(_claim("70,000"))
    _extract(new_text(LONGER, published_on=date(2021, 12, 6)))
    row = claim.anchorings.get()
    assert row.method == "exact"
    assert "2021-12-04 → 2021-12-06" in row.reason


class TestChains:
    def test_an_untouched_reporter_comes_along(
        self, extracted: ArticleText, new_text: NewText
    ) -> None:
        claim = _touch(_claim("70,000"))
        outer = claim.parent
        new = new_text(LONGER)
        _extract(new)
        moved = Claim.objects.get(pk=claim.pk)
        assert [step.pk for step in chain(moved)] == [outer.pk, claim.pk]
        assert new.claims.count() == 3
        assert {step.article_text_id for step in chain(moved)} == {new.pk}

    def test_a_reporter_that_is_not_found_gives_way_to_the_new_one(
        self, extracted: ArticleText, new_text: NewText, engine: Engine
    ) -> None:
        claim = _touch(_claim("70,000"))
        words = TEXT.replace("The Associated Press, citing an official,", "Reuters in a dispatch")
        new = new_text(words)
        engine.finds = _nested_in
        _extract(new)
        moved = Claim.objects.get(pk=claim.pk)
        assert moved.article_text == new
        assert moved.parent is not None
        assert moved.parent.article_text == new
        assert moved.anchorings.get().reason == ""
        assert extracted.claims.filter(pk=claim.parent_id).exists()

    def test_a_chain_that_is_cut_is_pointed_out(
        self, extracted: ArticleText, new_text: NewText, engine: Engine
    ) -> None:
        claim = _touch(_claim("70,000"))
        engine.finds = lambda text: []
        _extract(new_text(TEXT.replace("The Associated Press, citing an official,", "It was")))
        moved = Claim.objects.get(pk=claim.pk)
        row = moved.anchorings.get()
        assert (moved.parent, row.details["parent"]) == (None, claim.parent_id)
        assert "which reports it, is not in the later text" in row.reason

    def test_who_reports_what_stays_stays(
        self, extracted: ArticleText, new_text: NewText, engine: Engine
    ) -> None:
        inner = _touch(_claim("70,000"))
        outer = _touch(Claim.objects.get(pk=inner.parent_id))
        engine.finds = lambda text: []
        _extract(new_text(TEXT.replace("70,000", "120,000")))
        assert set(extracted.claims.filter(pk__in=[inner.pk, outer.pk])) == {inner, outer}
        assert "It reports" in outer.anchorings.get().reason
        assert [step.pk for step in chain(Claim.objects.get(pk=inner.pk))] == [outer.pk, inner.pk]


def _nested_in(text: ArticleText) -> list:
    """What `nested` finds, where another agency reports it."""
    reuters = Speaker(name="Reuters", kind="body", affiliation_id="reuters", anonymity="named")
    standing = ArticleTextFactory.build(text=TEXT, published_on=text.published_on)
    shift = len(text.text) - len(TEXT)
    found = []
    for item in nested(standing):
        moved = {
            part: tuple(type(s)(s.start + shift, s.end + shift) for s in getattr(item, part))
            for part in ("source", "cue", "content")
        }
        if item.id == "a1":
            moved["source"] = (place(text.text, "Reuters"),)
            item = replace(item, speaker=reuters)
        found.append(replace(item, **moved, quantities=(), times=()))
    return found


class TestAgain:
    def test_a_second_run_changes_nothing(
        self, extracted: ArticleText, new_text: NewText, engine: Engine
    ) -> None:
        _touch(_claim("94,300"))
        _touch(_claim("70,000"))
        new = new_text(LONGER.replace("70,000", "80,000"))
        engine.finds = lambda text: []
        _extract(new)
        before = list(Claim.objects.order_by("pk").values_list("pk", "article_text", "version"))
        ledger = list(Anchoring.objects.order_by("pk").values_list("pk", "method"))
        engine.change_version("2")
        _extract(new)
        assert before == list(
            Claim.objects.order_by("pk").values_list("pk", "article_text", "version")
        )
        assert ledger == list(Anchoring.objects.order_by("pk").values_list("pk", "method"))

    def test_what_was_not_found_may_be_found_in_the_next_text(
        self, extracted: ArticleText, new_text: NewText, engine: Engine
    ) -> None:
        claim = _touch(_claim("94,300"))
        engine.finds = lambda text: []
        _extract(new_text(TEXT.replace("94,300", "several")))
        third = new_text(LONGER)
        _extract(third)
        moved = Claim.objects.get(pk=claim.pk)
        assert moved.article_text == third
        methods = moved.anchorings.order_by("pk").values_list("method", flat=True)
        assert list(methods) == ["none", "exact"]

    def test_a_failure_moves_nothing(
        self, extracted: ArticleText, new_text: NewText, engine: Engine
    ) -> None:
        claim = _touch(_claim("94,300"))
        new = new_text(LONGER)

        engine.finds = lambda text: [
            attribution(text, "a1", AP, "", "said", "94,300 troops", parent="a1")
        ]
        with pytest.raises(Exception, match="without a beginning"):
            _extract(new)
        claim.refresh_from_db()
        assert (claim.article_text, claim.anchorings.count()) == (extracted, 0)

    def test_a_late_run_over_an_old_text_takes_nothing_back(
        self, extracted: ArticleText, new_text: NewText
    ) -> None:
        claim = _touch(_claim("94,300"))
        second, third = new_text(LONGER), new_text(LONGER + " Indeed.")
        _extract(third)
        _extract(second)
        claim.refresh_from_db()
        assert (claim.article_text, claim.anchorings.count()) == (third, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_move_a_claim_once(
    extracted: ArticleText, new_text: NewText, engine: Engine
) -> None:
    claims = [_touch(_claim("94,300")), _touch(_claim("70,000"))]
    new = new_text(LONGER)

    def work() -> None:
        try:
            extract_article_text(article_text_id=new.pk)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for claim in claims:
        moved = Claim.objects.get(pk=claim.pk)
        assert (moved.article_text, moved.version) == (new, claim.version + 1)
        assert moved.anchorings.count() == 1
    assert new.claims.count() == 3


class TestActs:
    @pytest.fixture
    def moved(self, extracted: ArticleText, new_text: NewText, engine: Engine) -> Anchoring:
        claim = _touch(_claim("70,000"))
        engine.finds = lambda text: []
        _extract(new_text(TEXT.replace("near the border", "along the frontier")))
        return Anchoring.objects.get(claim=claim.pk)

    def test_settle(self, moved: Anchoring) -> None:
        user = UserFactory()
        version = moved.claim.version
        row = anchoring_settle(anchoring=moved, user=user, version=version)
        assert (row.settled_by, row.settled_at is not None) == (user, True)
        again = anchoring_settle(anchoring=moved, user=UserFactory(), version=version)
        assert again.settled_by == user

    def test_nobody_settles_what_they_have_not_seen(self, moved: Anchoring) -> None:
        for act in (anchoring_settle, anchoring_refuse):
            with pytest.raises(StaleVersion):
                act(anchoring=moved, user=UserFactory(), version=1)

    def test_refused_the_claim_is_back_where_it_was(
        self, moved: Anchoring, extracted: ArticleText
    ) -> None:
        user, claim = UserFactory(), moved.claim
        row = anchoring_refuse(anchoring=moved, user=user, version=claim.version)
        claim = Claim.objects.get(pk=claim.pk)
        assert (claim.article_text, _mentions_stand(claim)) == (extracted, True)
        assert claim.position == extracted.text.index("70,000")
        assert (claim.edited_by, row.method, row.settled_by) == (user, "none", user)
        assert "put it back" in row.reason
        with pytest.raises(ValidationError):
            anchoring_refuse(anchoring=row, user=user, version=claim.version)


def test_places_are_never_shared_while_rows_move(text: ArticleText) -> None:
    """Three quantities change places in a ring."""
    words = "aa bb cc"
    text = ArticleTextFactory(text=words)
    claim = ClaimFactory(
        article_text=text,
        spans={},
        times=[],
        quantities=[{"quote": q, "value": 1} for q in ("aa", "bb", "cc")],
    )
    first, second, third = claim.quantities.order_by("start")
    place_rows([(first, Span(3, 5)), (second, Span(6, 8)), (third, Span(0, 2))], words)
    assert list(claim.quantities.order_by("start").values_list("pk", "quote")) == [
        (third.pk, "aa"),
        (first.pk, "bb"),
        (second.pk, "cc"),
    ]
