"""The first page of the day: for each role what it may see, and nothing that has not happened."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ImportBatch, ImportItem
from claims.models import Entry, Follow
from claims.services import claim_edit, entry_add, entry_remove, quantity_edit
from claims.services.following import comparison_follow
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    FeedFactory,
    UserFactory,
)

START = "/admin/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return UserFactory(role="editor")


@pytest.fixture
def start(client, me):
    client.force_login(me)
    return lambda: client.get(START)


def batch_with(*outcomes, **fields) -> ImportBatch:
    batch = ImportBatch.objects.create(door="admin", **fields)
    for place, outcome in enumerate(outcomes):
        batch.items.create(name=f"{outcome}-{place}.html", outcome=outcome, reason="no text")
    return batch


def test_my_queue_comes_first_with_what_waits_in_each(start, me):
    text = ArticleTextFactory()
    ClaimFactory(article_text=text), ClaimFactory(article_text=text, status="accepted")
    begun = ArticleTextFactory().article
    Article.objects.filter(pk=text.article_id).update(assignee=me)
    Article.objects.filter(pk=begun.pk).update(assignee=me, state="in_progress")
    ArticleTextFactory()  # nobody's
    queue = start().context["queue"]
    assert [article.pk for article in queue] == [begun.pk, text.article_id]
    assert [article.unruled for article in queue] == [0, 1]
    assert text.title in start().content.decode()


def test_todays_imports_are_counted_and_failures_named(start):
    batch = batch_with("imported", "imported", "failed", "unpacked", "waiting")
    old = batch_with("failed")
    ImportItem.objects.filter(batch=old).update(created_at=timezone.now() - timedelta(days=2))
    page = start()
    assert [(outcome, n) for outcome, _w, n in page.context["today"]] == [
        ("imported", 2),
        ("failed", 1),
    ]
    assert [item.batch for item in page.context["failures"]] == [batch]
    assert f"/admin/articles/importbatch/{batch.pk}/change/?outcome=failed" in page.content.decode()


def test_feeds_in_trouble_are_named(start):
    FeedFactory(title="Well"), FeedFactory(title="Paused", failures=3, is_active=False)
    FeedFactory(title="Ill", failures=2, last_error="did not answer")
    assert [feed.title for feed in start().context["feeds"]] == ["Ill"]


def test_charts_are_drawn_with_their_numbers_as_a_table(start):
    batch_with("imported", "failed")
    ClaimFactory(status="accepted", edited_at=timezone.now())
    page = start()
    claims, imports = page.context["charts"]
    assert (claims.most, imports.most) == (1, 2)
    assert len(claims.rows) == len(imports.rows) == 14
    assert sum(map(sum, (numbers for _day, numbers in imports.rows))) == 2
    content = page.content.decode()
    assert content.count('<svg class="desk-chart"') == 2
    assert 'class="desk-bar-accepted"' in content
    assert "As a table" in content


def test_an_empty_house_has_a_start_page_too(start):
    page = start()
    assert page.status_code == 200
    assert '<svg class="desk-chart"' not in page.content.decode()


def test_each_role_sees_what_it_may(client_of):
    parts = {"queue", "followed", "batches", "feeds", "today"}
    seen = {
        role: {part for part in parts if part in client_of(role).get(START).context}
        for role in ("analyst", "reviewer", "editor", "administrator")
    }
    assert seen["editor"] == seen["administrator"] == parts
    assert seen["analyst"] == seen["reviewer"] == parts - {"queue"}
    nobody = client_of("anonymous")
    nobody.force_login(UserFactory())  # staff without a role
    context = nobody.get(START).context
    assert not {part for part in parts if part in context}
    assert context["charts"] == []


def changes(page) -> list[tuple[str, int]]:
    (one,) = page.context["followed"]
    return [(change.what, change.claim.pk) for change in one.changes]


# History is stamped with the start of its transaction: each act needs its own.
@pytest.mark.django_db(transaction=True)
def test_what_others_changed_since_i_looked_is_told(client, start, me):
    other = UserFactory(role="editor")
    kept, removed, added = (ClaimFactory() for _ in range(3))
    comparison = ComparisonFactory(claims=[kept, removed])
    comparison_follow(comparison=comparison, user=me)
    assert changes(start()) == []

    entry_add(comparison=comparison, quantity=added.quantities.get(), user=other)
    place = Entry.objects.get(claim=removed)
    entry_remove(entry=place, user=other)
    quantity_edit(quantity=kept.quantities.get(), user=other, version=1, value=94_000)
    stranger = ClaimFactory()
    claim_edit(claim=stranger, user=other, version=1, status="accepted")
    assert set(changes(start())) == {
        ("added", added.pk),
        ("removed", removed.pk),
        ("corrected", kept.pk),
    }
    client.get(reverse("admin:claims_comparison_change", args=[comparison.pk]))
    assert changes(start()) == []


# History is stamped with the start of its transaction: each act needs its own.
@pytest.mark.django_db(transaction=True)
def test_what_i_changed_myself_is_no_news(start, me):
    claim = ClaimFactory()
    comparison = ComparisonFactory(claims=[claim])
    comparison_follow(comparison=comparison, user=me)
    claim_edit(claim=claim, user=me, version=1, status="accepted")
    assert changes(start()) == []


def test_following_is_each_readers_own(client_of):
    comparison = ComparisonFactory()
    address = reverse("admin:claims_comparison_follow", args=[comparison.pk])
    analyst, reviewer = client_of("analyst"), client_of("reviewer")
    analyst.post(address, {"follow": "yes"})
    reviewer.post(address, {"follow": "yes"})
    analyst.post(address, {"follow": "no"})
    assert Follow.objects.count() == 1
    assert client_of("visitor").post(address, {"follow": "yes"}).status_code == 302
    assert Follow.objects.count() == 1
    page = reviewer.get(reverse("admin:claims_comparison_change", args=[comparison.pk]))
    assert page.context["follows"] is True
    assert reviewer.get(address).status_code == 405


def test_more_rows_ask_no_more_queries(start, me, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill():
        comparison = ComparisonFactory(claims=[ClaimFactory(), ClaimFactory()])
        comparison_follow(comparison=comparison, user=me)
        claim = ClaimFactory()
        entry_add(
            comparison=comparison, quantity=claim.quantities.get(), user=UserFactory(role="editor")
        )
        Article.objects.update(assignee=me)
        batch_with("imported", "failed")

    def count():
        with CaptureQueriesContext(connection) as queries:
            start()
        return len(queries)

    fill()
    count()
    before = count()
    fill(), fill()
    assert count() == before
