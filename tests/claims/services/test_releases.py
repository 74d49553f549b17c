import json
from hashlib import sha256
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from claims.comparing import content_sha256, from_json
from claims.drawing import Variant, spec_of, spec_text, svg_of, variants
from claims.models import Claim, Comparison, Follow, Notice, Quantity, Release, ReleaseChart
from claims.publishing.content import comparison_in, published_in
from claims.services import comparison_edit, entry_add, entry_remove, release_publish
from claims.services.comparisons import entry_edit
from claims.services.rating import rating_set
from tests.factories import ClaimFactory, ComparisonFactory, ExtractionRunFactory, UserFactory
from tests.releasing import approved, released, sketched

pytestmark = pytest.mark.django_db
REASON = {"reason_en": "One figure was a rise.", "reason_zh": "其中一个数字是增幅。"}


@pytest.fixture
def comparison() -> Comparison:
    return ComparisonFactory(claims=[ClaimFactory(), ClaimFactory()])


def publish(comparison: Comparison, **given: Any) -> Release:
    with sketched():
        return release_publish(comparison=comparison, **({"user": UserFactory()} | given))


def retract(comparison: Comparison, **given: Any) -> Release:
    return publish(comparison, kind="retraction", **(REASON | given))


def test_is_complete_in_itself(comparison: Comparison) -> None:
    text = comparison.entries.first().claim.article_text
    run = ExtractionRunFactory(article_text=text)
    Claim.objects.filter(article_text=text).update(run=run)
    user = UserFactory(first_name="Lin", last_name="Wei")
    release = released(comparison, by=user)
    content = Release.objects.get().content
    assert (release.number, release.published_by) == (1, user)
    assert content["question"]["en"] == comparison.question_en
    hashes = {row["text_sha256"] for row in content["rows"]}
    texts = [entry.claim.article_text for entry in comparison.entries.all()]
    assert hashes == {sha256(text.text.encode()).hexdigest() for text in texts}
    told = published_in(content)
    assert (told.number, told.kind, told.published_by) == (1, "release", "Lin Wei")
    assert told.published_at == release.published_at.isoformat()
    assert [(e.version, e.model) for e in told.engines] == [("test", "0" * 64)]
    assert told.previous is None
    assert release.sha256 == content_sha256(content)


def test_keeps_the_chart_in_every_variant(comparison: Comparison) -> None:
    approved(comparison)
    release = release_publish(comparison=comparison, user=UserFactory())
    charts = {chart.variant: chart for chart in release.charts.all()}
    assert set(charts) == {variant.name for variant in variants()}
    for variant, hashes in release.content["release"]["charts"].items():
        chart = charts[variant]
        assert hashes["svg"] == sha256(chart.svg.encode()).hexdigest()
        if not variant.startswith("card"):
            assert hashes["spec"] == sha256(chart.spec.encode()).hexdigest()
            assert json.loads(chart.spec)["$schema"].startswith("https://vega.github.io/")
        if "png" in hashes:
            assert hashes["png"] == sha256(chart.png).hexdigest()
    # The dark ones are not drawn, and yet to the byte what would be.
    dark = Variant("wide", "dark", "zh-hans")
    spec = spec_text(spec_of(from_json(release.content), dark))
    assert (charts[dark.name].spec, charts[dark.name].svg) == (spec, svg_of(spec))
    assert charts["card-light-en"].png[16:24] == (
        (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    )


def test_is_numbered_and_hangs_on_the_one_before(comparison: Comparison) -> None:
    first = released(comparison)
    entry_remove(entry=comparison.entries.first(), user=UserFactory())
    second = released(comparison)
    first.refresh_from_db()
    assert [len(r.content["rows"]) for r in (first, second)] == [2, 1]
    previous = published_in(second.content).previous
    assert (second.number, previous.number, previous.sha256) == (2, 1, first.sha256)


def test_says_what_has_changed_since_the_one_before(comparison: Comparison) -> None:
    assert published_in(released(comparison).content).changes == ()
    user = UserFactory()
    first, second = comparison.entries.order_by("pk")
    entry_edit(entry=first, user=user, note="Without Crimea.")
    entry_remove(entry=second, user=user)
    new = entry_add(comparison=comparison, quantity=ClaimFactory().quantities.get(), user=user)
    comparison.refresh_from_db()
    comparison_edit(comparison=comparison, user=user, version=comparison.version, unit="person")
    told = published_in(released(comparison).content)
    assert told.asked == ("unit",)
    assert {(change.what, change.claim, change.fields) for change in told.changes} == {
        ("added", new.claim_id, ()),
        ("removed", second.claim_id, ()),
        ("corrected", first.claim_id, ("note",)),
    }


def test_is_not_published_twice_over(comparison: Comparison) -> None:
    released(comparison)
    approved(comparison)
    with pytest.raises(ValidationError, match="since release 1"):
        publish(comparison)


@pytest.mark.parametrize("kind", ["correction", "retraction"])
@pytest.mark.parametrize("missing", ["reason_en", "reason_zh"])
def test_readers_are_told_why(comparison: Comparison, kind: str, missing: str) -> None:
    released(comparison)
    entry_edit(entry=comparison.entries.first(), user=UserFactory(), note="A rise.")
    approved(comparison)
    with pytest.raises(ValidationError, match="both languages"):
        publish(comparison, kind=kind, **(REASON | {missing: " "}))
    release = publish(comparison, kind=kind, **REASON)
    assert published_in(release.content).reason.zh == REASON["reason_zh"]
    assert (release.kind, release.reason_en) == (kind, REASON["reason_en"])


def test_what_was_never_released_is_not_corrected(comparison: Comparison) -> None:
    approved(comparison)
    for kind in ("correction", "retraction"):
        with pytest.raises(ValidationError, match="elease"):
            publish(comparison, kind=kind, **REASON)


def test_a_retraction_takes_back_what_was_told(comparison: Comparison) -> None:
    first = released(comparison)
    entry_remove(entry=comparison.entries.first(), user=UserFactory())
    taken_back = retract(comparison)
    assert comparison_in(taken_back.content) == comparison_in(first.content)
    assert taken_back.sha256 != first.sha256
    comparison.refresh_from_db()
    assert comparison.state == "draft"
    with pytest.raises(ValidationError, match="retracted already"):
        retract(comparison)
    assert released(comparison).number == 3


def test_the_author_does_not_take_it_back_alone(comparison: Comparison, settings: Any) -> None:
    released(comparison)
    author = UserFactory()
    entry_edit(entry=comparison.entries.first(), user=author, note="A rise.")
    with pytest.raises(ValidationError, match="worked on it yourself"):
        retract(comparison, user=author)
    settings.ONE_PERSON_DESK = True
    retract(comparison, user=author)


def test_what_was_retracted_may_be_told_again(comparison: Comparison) -> None:
    first = released(comparison)
    retract(comparison)
    again = released(comparison)
    assert comparison_in(again.content) == comparison_in(first.content)


def test_ratings_are_part_of_it(comparison: Comparison) -> None:
    claim = comparison.entries.first().claim
    rating_set(
        claim=claim, user=UserFactory(), value=2, words_en="Mostly false", words_zh="大多不实"
    )
    [rated] = published_in(released(comparison).content).ratings
    assert (rated.claim, rated.value, rated.words.en) == (claim.pk, 2, "Mostly false")


def test_cannot_be_changed_or_deleted(comparison: Comparison) -> None:
    release = released(comparison)
    for change in (
        lambda: Release.objects.update(content={}),
        lambda: ReleaseChart.objects.update(svg="<svg/>"),
        ReleaseChart.objects.all().delete,
        release.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("update claims_release set sha256 = ''")
    assert from_json(Release.objects.get().content).rows


def test_those_who_follow_are_told(comparison: Comparison) -> None:
    follower, publisher, gone = UserFactory(), UserFactory(), UserFactory(is_active=False)
    for user in (follower, publisher, gone):
        Follow.objects.create(comparison=comparison, user=user)
    release = released(comparison, by=publisher)
    assert list(Notice.objects.values_list("user", "kind", "release")) == [
        (follower.pk, "release", release.pk)
    ]


def test_where_nothing_can_be_drawn_there_is_a_card_alone(comparison: Comparison) -> None:
    Quantity.objects.update(modality="planned")
    release = released(comparison)
    assert {chart.variant for chart in release.charts.all()} == {
        variant.name for variant in variants() if variant.layout == "card"
    }


def test_positions_are_released() -> None:
    comparison = ComparisonFactory(kind="positions", dimension="")
    comparison.entries.create(claim=ClaimFactory(), position="denied", as_of="2021-12-04")
    assert released(comparison).content["statistics"]["positions"]["denied"] == 1
