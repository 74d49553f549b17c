"""Suggested links: found by structure and by likeness, made once, and never against a ruling."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Reprint
from articles.services import reprint_judge, reprint_undo
from claims.models import Claim, ClaimProfile, LinkSuggestion
from claims.selectors.candidates import candidates, sought
from claims.services import claim_edit, link_judge, link_undo, profiles
from claims.services.link_suggesting import links_suggest, links_suggest_of_text
from claims.services.merging import source_merge, source_merge_judge, source_merge_undo
from claims.services.profiles import profiles_make
from claims.services.searching import search_index_pending
from claims.services.undoing import undo
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

WORDS = ["troops", "border", "market", "shares", "fell", "massed"]


def embed(texts: list[str]) -> np.ndarray:
    """Texts with the same words are alike: no encoder is needed to test what is done with one."""
    rows = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[: len(WORDS)] = [word in text for word in WORDS]
        row[383] = 0.1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(profiles, "embedder", lambda: embed)
    monkeypatch.setattr(profiles, "centred", lambda vectors, language: vectors)
    return


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "embedder", lambda: None)


def claim(words: str, number: int | None = None, **rest) -> Claim:
    text = ArticleTextFactory(
        text=f"Officials said {words}.",
        published_on=rest.pop("published_on", date(2022, 1, 20)),
        language=rest.pop("language", "en"),
    )
    quantities = [
        {"quote": f"{number:,} troops", "value": Decimal(number), "unit": "person",
         "counted": "Russian troops", "dimension": "troops"}
    ] if number else []  # fmt: skip
    source = rest.pop("source", None) or SourceFactory()
    return ClaimFactory(
        article_text=text, spans={"content": [words]}, quantities=quantities, times=[],
        source=source, **rest,
    )  # fmt: skip


def troops(number: int, **rest) -> Claim:
    return claim(f"{number:,} troops were massed at the border of Ukraine", number, **rest)


def suggest(*claims: Claim) -> int:
    return links_suggest(claim_ids=[one.pk for one in claims])


def relations() -> list[tuple[int, int, str]]:
    return list(LinkSuggestion.objects.order_by("pk").values_list("first", "second", "relation"))


def test_the_later_of_two_finds_the_earlier():
    first, second = troops(70_000), troops(94_300)
    assert suggest(first) == 0
    assert suggest(second) == 1
    row = LinkSuggestion.objects.get()
    assert (row.first, row.second, row.relation) == (first, second, "contradicts")
    assert 0.5 <= row.score <= 1
    assert "same_dimension" in {reason["code"] for reason in row.reasons}
    assert row.made_by.startswith("linking")


def test_a_second_run_changes_nothing():
    suggest(troops(70_000), troops(94_300), claim("shares fell on the market"))
    made = list(LinkSuggestion.objects.values())
    assert made
    assert suggest(*Claim.objects.all()) == 0
    assert links_suggest(claim_ids=Claim.objects.values_list("pk", flat=True), anew=True) == 0
    assert list(LinkSuggestion.objects.values()) == made


@pytest.mark.usefixtures("without_encoder")
def test_structure_alone_finds_figures():
    first, second = troops(70_000), troops(70_000)
    suggest(first, second)
    assert relations() == [(first.pk, second.pk, "agrees")]
    assert set(ClaimProfile.objects.values_list("embedding", flat=True)) == {None}


def test_words_alone_find_what_has_no_figures():
    first, second = claim("shares fell on the market"), claim("the market shares fell")
    suggest(first, second)
    assert [(a, b) for a, b, _relation in relations()] in (
        [(first.pk, second.pk)], [(second.pk, first.pk)]
    )  # fmt: skip


def test_a_later_figure_of_one_source_comes_first_in_the_pair():
    source = SourceFactory()
    later = troops(130_000, source=source, published_on=date(2022, 1, 28))
    earlier = troops(100_000, source=source)
    suggest(earlier, later)
    assert relations() == [(later.pk, earlier.pk, "updates")]


def test_rejected_claims_and_those_of_earlier_texts_are_no_candidates():
    first, rejected, earlier = troops(70_000), troops(94_300), troops(80_000)
    suggest(first, rejected, earlier)
    Claim.objects.filter(pk=rejected.pk).update(status=Claim.Status.REJECTED)
    earlier.article_text.is_current = False
    earlier.article_text.save(update_fields=["is_current"])
    suggest(rejected, earlier)
    assert relations() == []
    assert list(ClaimProfile.objects.values_list("claim", flat=True)) == [first.pk]
    assert suggest(troops(70_000)) == 1


def test_a_ruled_pair_is_left_alone_until_the_ruling_is_undone():
    first, second = troops(70_000), troops(94_300)
    user = UserFactory(role="editor")
    suggest(first, second)
    link = link_judge(
        first=first, second=second, relation="agrees", judgement="negative", user=user
    )
    LinkSuggestion.objects.all().delete()
    again = {"claim_ids": [first.pk, second.pk], "anew": True}
    assert links_suggest(**again) == 0
    link_undo(link=link, user=user)
    assert links_suggest(**again) == 1


def test_a_corrected_claim_is_looked_at_again():
    first, second = troops(70_000), troops(70_000)
    while search_index_pending():
        pass
    suggest(first, second)
    assert not ProcrastinateJob.objects.filter(task_name__contains="suggest_links").exists()
    first = Claim.objects.get(pk=first.pk)
    editor = UserFactory(role="editor")
    claim_edit(claim=first, user=editor, version=first.version, polarity="denied")
    first.quantities.update(polarity="denied")
    search_index_pending()
    jobs = ProcrastinateJob.objects.filter(task_name="claims.tasks.suggest_links_of_claim")
    assert [job.args for job in jobs] == [{"claim_id": first.pk}]
    suggest(first)
    assert [relation for _first, _second, relation in relations()] == ["different_scope"]


def queued() -> set[int]:
    """The claims that are queued to be looked at; the queue is empty again."""
    jobs = ProcrastinateJob.objects.filter(task_name="claims.tasks.suggest_links_of_claim")
    ids = {job.args["claim_id"] for job in jobs}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    return ids


def test_ruling_on_sources_renews_what_they_said_and_what_they_reported():
    user = UserFactory(role="editor")
    first, second, other = troops(70_000), troops(70_000), troops(94_300)
    inner = troops(80_000, parent=second)
    suggest(first, second, other, inner)
    assert {relation for _one, _two, relation in relations()} == {"agrees", "contradicts"}
    source_merge(kept=first.source, merged=second.source, user=user)
    assert queued() == {second.pk, inner.pk}
    suggest(second, inner)
    assert (first.pk, second.pk, "repeats") in relations()
    undo(user)
    assert queued() == {second.pk, inner.pk}
    suggest(second, inner)
    assert (first.pk, second.pk, "agrees") in relations()
    merge = source_merge(kept=first.source, merged=second.source, user=user)
    assert queued() == {second.pk, inner.pk}
    source_merge_undo(merge=merge, user=user)
    assert queued() == {second.pk, inner.pk}
    source_merge_judge(merge=merge, judgement="positive", user=user, keep=second.source)
    assert first.pk in queued()


def test_ruling_on_a_reprint_renews_what_both_articles_say():
    user = UserFactory(role="editor")
    first, second, other = (
        troops(70_000, source=SourceFactory(anonymity="unnamed")) for _number in range(3)
    )
    articles = [one.article_text.article for one in (first, second)]
    reprint = Reprint.objects.create(
        first=articles[0], second=articles[1], kind="reprint", score=0.9, reason="–"
    )
    suggest(first, second, other)
    assert (first.pk, second.pk, "repeats") in relations()
    reprint_judge(reprint=reprint, judgement="negative", user=user)
    assert queued() == {first.pk, second.pk}
    suggest(first, second)
    assert (first.pk, second.pk, "agrees") in relations()
    reprint_undo(reprint=reprint, user=user)
    assert queued() == {first.pk, second.pk}
    suggest(first)
    assert (first.pk, second.pk, "repeats") in relations()


def test_a_claim_that_an_editor_made_of_another_is_looked_at_for_the_first_time():
    one = troops(70_000)
    suggest(one)
    made = troops(94_300, edited_at=timezone.now())
    while search_index_pending():
        pass
    assert queued() >= {made.pk}
    assert not ClaimProfile.objects.filter(claim=made).exists()


@pytest.mark.usefixtures("without_encoder")
def test_what_no_longer_holds_is_dropped():
    first, second = troops(70_000), troops(70_000)
    suggest(first, second)
    second.quantities.update(dimension="money", unit="USD")
    suggest(second)
    assert relations() == []


def test_the_claims_of_a_text_are_looked_at_together():
    first, second = troops(70_000), troops(94_300)
    links_suggest_of_text(article_text_id=first.article_text_id)
    links_suggest_of_text(article_text_id=second.article_text_id)
    assert len(relations()) == 1


def test_a_profile_is_made_anew_only_when_the_claim_has_changed():
    one = troops(70_000)
    assert set(profiles_make(claim_ids=[one.pk])) == {one.pk}
    assert profiles_make(claim_ids=[one.pk]) == {}
    one.quantities.update(value=Decimal(80_000))
    assert set(profiles_make(claim_ids=[one.pk])) == {one.pk}
    row = ClaimProfile.objects.get()
    assert (row.dimensions, row.begin) == (["troops"], date(2022, 1, 20))
    assert set(row.places) == {"ukraine-border", "UA"}
    assert np.linalg.norm(row.embedding) == pytest.approx(1, abs=1e-3)


def test_the_number_of_queries_is_the_same_for_few_and_many(django_assert_max_num_queries):
    claims = [troops(70_000 + 1_000 * number) for number in range(12)]
    with django_assert_max_num_queries(40):
        suggest(*claims[:1])
    # A claim more costs what finding its candidates costs, and no more.
    with django_assert_max_num_queries(40 + 11 * 8):
        suggest(*claims)


def test_candidates_are_in_both_languages():
    english, chinese = troops(70_000), claim("7万军队集结在乌克兰边境", language="zh-Hans")
    made = profiles_make(claim_ids=[english.pk, chinese.pk])
    assert candidates(sought(made[english.pk])) == {chinese.pk}
