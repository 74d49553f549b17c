from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import Attribution
from claims.models import Claim, ClaimSpan, ExtractionRun, Quantity, Source, TimeExpression
from claims.normalising.times import Interval
from claims.selectors.claims import chain
from claims.services import annotation_create, claim_edit, entry_add, link_judge
from claims.services.extraction import ExtractionFailed, extract_article_text
from tests.claims.services.conftest import AP, TEXT, Engine, attribution, nested
from tests.factories import ArticleTextFactory, ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db


def _claim(words: str) -> Claim:
    return Claim.objects.get(spans__part="content", spans__quote__startswith=words)


def test_attributions_become_claims(text: ArticleText, engine: Engine) -> None:
    run = extract_article_text(article_text_id=text.pk)
    assert (run.claim_count, run.error, run.engine_version) == (3, "", "1")
    assert run.finished_at is not None
    claim = _claim("94,300")
    assert (claim.run, claim.article_text, claim.parent) == (run, text, None)
    assert (claim.speaker_name, claim.speaker_role) == ("Oleksii Reznikov", "Defence minister")
    assert claim.position == text.text.index("94,300")
    assert "94,300" in claim.headline_en
    assert "Reznikov" in claim.headline_en
    assert "94,300" in claim.headline_zh
    assert (claim.version, claim.edited_at, claim.status) == (1, None, "extracted")


def test_every_mention_stands_in_the_text(text: ArticleText, engine: Engine) -> None:
    extract_article_text(article_text_id=text.pk)
    mentions = [m for model in (ClaimSpan, Quantity, TimeExpression) for m in model.objects.all()]
    assert len(mentions) == 9 + 2 + 1
    assert all(text.text[m.start : m.end] == m.quote for m in mentions)


def test_a_chain_from_the_agency_to_the_origin(text: ArticleText, engine: Engine) -> None:
    extract_article_text(article_text_id=text.pk)
    steps = chain(_claim("70,000"))
    assert [step.speaker_name for step in steps] == ["The Associated Press", ""]
    quantity = steps[1].quantities.get()
    assert (quantity.value, quantity.dimension, quantity.unit) == (
        Decimal(70_000),
        "troops",
        "person",
    )
    assert steps[0].quantities.count() == 0
    assert steps[1].times.get().finish == date(2021, 12, 3)


def test_other_readings_of_a_time_are_kept(text: ArticleText, engine: Engine) -> None:
    found = nested(text)
    other = Interval(date(2022, 12, 3), date(2022, 12, 3), "day")
    times = tuple(replace(time, alternatives=(other,)) for time in found[1].times)
    engine.finds = lambda text: [found[0], replace(found[1], times=times)]
    extract_article_text(article_text_id=text.pk)
    time = _claim("70,000").times.get()
    assert time.finish == date(2021, 12, 3)
    assert [tuple(reading) for reading in time.other_readings] == [tuple(other)]


def test_what_the_engine_is_told(text: ArticleText, engine: Engine) -> None:
    extract_article_text(article_text_id=text.pk)
    [known] = engine.asked
    assert known == {
        "language": "en",
        "published": date(2021, 12, 4),
        "publisher": text.article.publisher.name,
    }


def test_a_second_extraction_changes_nothing(text: ArticleText, engine: Engine) -> None:
    first = extract_article_text(article_text_id=text.pk)
    before = list(Claim.objects.values_list("pk", flat=True))
    assert extract_article_text(article_text_id=text.pk) == first
    assert list(Claim.objects.values_list("pk", flat=True)) == before
    assert len(engine.asked) == 1


def test_sources_are_shared_between_texts(engine: Engine, text: ArticleText) -> None:
    other = ArticleTextFactory(text=TEXT + " Nothing more.")
    extract_article_text(article_text_id=text.pk)
    Source.objects.filter(claims__speaker_name="Oleksii Reznikov").update(label_en="Mr Reznikov")
    extract_article_text(article_text_id=other.pk)
    assert Source.objects.count() == 3
    source = Source.objects.get(kind="person")
    assert (source.label_en, source.claims.count()) == ("Mr Reznikov", 2)
    assert source.slug == "oleksii-reznikov"


def test_an_attribution_to_nobody_has_no_source(text: ArticleText, engine: Engine) -> None:
    engine.finds = lambda text: [attribution(text, "a1", AP, "", "reported", "94,300 troops")]
    extract_article_text(article_text_id=text.pk)
    assert Claim.objects.get().source is None
    assert Source.objects.count() == 0


class TestAnotherEngine:
    """What a later engine may replace, and what it may not."""

    @pytest.fixture(autouse=True)
    def extracted(self, text: ArticleText, engine: Engine) -> None:
        extract_article_text(article_text_id=text.pk)
        engine.change_version("2")

    def test_replaces_what_nobody_touched(self, text: ArticleText) -> None:
        before = set(Claim.objects.values_list("pk", flat=True))
        run = extract_article_text(article_text_id=text.pk)
        assert run.claim_count == 3
        assert {claim.run for claim in Claim.objects.all()} == {run}
        assert before.isdisjoint(Claim.objects.values_list("pk", flat=True))

    def test_leaves_an_edited_claim_and_does_not_tell_it_twice(self, text: ArticleText) -> None:
        claim = _claim("94,300")
        claim_edit(claim=claim, user=UserFactory(), version=1, status="accepted")
        run = extract_article_text(article_text_id=text.pk)
        claim.refresh_from_db()
        assert (claim.status, claim.run.engine_version) == ("accepted", "1")
        assert run.claim_count == 2
        assert Claim.objects.count() == 3

    def test_leaves_a_rejected_claim_rejected(self, text: ArticleText) -> None:
        claim_edit(claim=_claim("94,300"), user=UserFactory(), version=1, status="rejected")
        extract_article_text(article_text_id=text.pk)
        assert _claim("94,300").status == "rejected"

    @pytest.mark.parametrize("touch", ["annotation", "link", "comparison"])
    def test_leaves_a_claim_that_something_hangs_on(self, text: ArticleText, touch: str) -> None:
        claim, user = _claim("94,300"), UserFactory()
        if touch == "annotation":
            annotation_create(claim=claim, user=user, body="With Crimea.")
        elif touch == "link":
            link_judge(
                first=claim, second=ClaimFactory(), relation="agrees", judgement="unsure", user=user
            )
        else:
            entry_add(comparison=ComparisonFactory(), quantity=claim.quantities.get(), user=user)
        extract_article_text(article_text_id=text.pk)
        assert _claim("94,300") == claim
        assert Claim.objects.filter(article_text=text).count() == 3

    def test_leaves_the_chain_of_a_touched_claim(self, text: ArticleText, engine: Engine) -> None:
        origin = _claim("70,000")
        annotation_create(claim=origin, user=UserFactory(), body="Who counted?")
        engine.finds = lambda text: []
        extract_article_text(article_text_id=text.pk)
        assert [step.speaker_name for step in chain(_claim("70,000"))] == [
            "The Associated Press",
            "",
        ]
        assert Claim.objects.count() == 2

    def test_hangs_new_claims_on_a_kept_one(self, text: ArticleText) -> None:
        outer = _claim("US intelligence")
        claim_edit(claim=outer, user=UserFactory(), version=1, kind="mixed")
        extract_article_text(article_text_id=text.pk)
        assert _claim("70,000").parent == outer

    def test_leaves_a_claim_that_an_editor_made(self, text: ArticleText, engine: Engine) -> None:
        made = ClaimFactory(
            article_text=text,
            run=None,
            spans={"content": ["near the border"]},
            times=[],
            quantities=[],
        )
        engine.finds = lambda text: []
        extract_article_text(article_text_id=text.pk)
        assert Claim.objects.get() == made

    def test_that_fails_replaces_nothing(self, text: ArticleText, engine: Engine) -> None:
        before = list(Claim.objects.values_list("pk", "run"))

        def beyond_the_end(text: ArticleText) -> list[Attribution]:
            first, *others = nested(text)
            far = Span(len(text.text), len(text.text) + 5)
            return [*others[1:], replace(first, content=(far,))]

        engine.finds = beyond_the_end
        with pytest.raises(ExtractionFailed):
            extract_article_text(article_text_id=text.pk)
        assert list(Claim.objects.values_list("pk", "run")) == before


def test_a_failure_is_on_record_and_can_be_repeated(text: ArticleText, engine: Engine) -> None:
    def broken(text: ArticleText) -> list[Attribution]:
        raise ValueError("a bad day")

    engine.finds = broken
    for _ in range(2):
        with pytest.raises(ExtractionFailed, match=r"Figures differ.*a bad day"):
            extract_article_text(article_text_id=text.pk)
    errors = ExtractionRun.objects.values_list("error", flat=True)
    assert list(errors) == ["ValueError: a bad day"] * 2
    assert Claim.objects.count() == 0
    engine.finds = nested
    assert extract_article_text(article_text_id=text.pk).claim_count == 3


def test_a_ring_of_parents_is_refused(text: ArticleText, engine: Engine) -> None:
    engine.finds = lambda text: [attribution(text, "a1", AP, "", "said", "94,300", parent="a1")]
    with pytest.raises(ExtractionFailed, match="without a beginning"):
        extract_article_text(article_text_id=text.pk)
