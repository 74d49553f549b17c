from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Presence
from claims.services.presence import others_at, presence_left, presence_seen
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def seen_ago(user, **ago):
    Presence.objects.filter(user=user).update(seen_at=timezone.now() - timedelta(**ago))


@pytest.fixture
def claim():
    return ClaimFactory()


@pytest.fixture
def article(claim):
    return claim.article_text.article


def test_others_see_who_is_here_and_in_which_claim(article, claim):
    lin, bo = UserFactory(username="lin"), UserFactory(username="bo")
    assert presence_seen(user=lin, article_id=article.pk, claim_id=claim.pk)
    assert presence_seen(user=bo, article_id=article.pk)
    assert others_at(user=lin, article_id=article.pk) == [Presence.objects.get(user=bo)]
    (seen,) = others_at(user=bo, article_id=article.pk)
    assert (seen.user, seen.claim) == (lin, claim)
    assert others_at(user=bo, article_id=ArticleTextFactory().article_id) == []


def test_whoever_goes_on_has_one_row_an_article(article, claim):
    lin = UserFactory()
    presence_seen(user=lin, article_id=article.pk, claim_id=claim.pk)
    seen_ago(lin, seconds=29)
    presence_seen(user=lin, article_id=article.pk)
    row = Presence.objects.get()
    assert row.claim is None
    assert timezone.now() - row.seen_at < timedelta(seconds=20)


def test_who_has_been_silent_for_half_a_minute_is_gone(article):
    lin, bo = UserFactory(), UserFactory()
    presence_seen(user=lin, article_id=article.pk)
    seen_ago(lin, seconds=25)
    assert others_at(user=bo, article_id=article.pk)
    seen_ago(lin, seconds=31)
    assert not others_at(user=bo, article_id=article.pk)


def test_who_leaves_is_gone_at_once(article):
    lin, bo = UserFactory(), UserFactory()
    presence_seen(user=lin, article_id=article.pk)
    presence_seen(user=bo, article_id=article.pk)
    presence_left(user=lin, article_id=article.pk)
    assert [row.user for row in Presence.objects.all()] == [bo]


def test_a_claim_of_another_article_is_none(article):
    presence_seen(user=UserFactory(), article_id=article.pk, claim_id=ClaimFactory().pk)
    assert Presence.objects.get().claim is None
    presence_seen(user=UserFactory(), article_id=article.pk, claim_id=2**31 - 1)
    assert not Presence.objects.exclude(claim=None).exists()


def test_nobody_is_at_an_article_that_is_not_there():
    assert not presence_seen(user=UserFactory(), article_id=2**31 - 1)
    assert not Presence.objects.exists()


def test_what_is_long_over_is_swept_by_the_next_who_comes(article):
    old, fresh, now = UserFactory(), UserFactory(), UserFactory()
    presence_seen(user=old, article_id=article.pk)
    presence_seen(user=fresh, article_id=article.pk)
    seen_ago(old, hours=2)
    seen_ago(fresh, minutes=50)
    presence_seen(user=now, article_id=article.pk)
    assert {row.user for row in Presence.objects.all()} == {fresh, now}


def test_two_statements_a_poll(article, claim, django_assert_num_queries):
    user = UserFactory()
    with django_assert_num_queries(2):
        presence_seen(user=user, article_id=article.pk, claim_id=claim.pk)
        others_at(user=user, article_id=article.pk)
