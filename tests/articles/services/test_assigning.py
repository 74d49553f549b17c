"""Who works on an article, and what a lock keeps others from."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import Article
from articles.services import assigning
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def test_an_article_is_given_to_somebody_and_to_nobody(article, editor):
    other = UserFactory(role="editor")
    assigning.article_assign(article=article, user=editor, assignee=other)
    assert Article.objects.get().assignee == other
    assigning.article_assign(article=article, user=editor, assignee=None)
    assert Article.objects.get().assignee is None


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_who_may_not_edit_is_given_no_article(article, editor, role):
    with pytest.raises(ValidationError):
        assigning.article_assign(article=article, user=editor, assignee=UserFactory(role=role))


def test_who_is_gone_is_given_no_article(article, editor):
    gone = UserFactory(role="editor", is_active=False)
    with pytest.raises(ValidationError):
        assigning.article_assign(article=article, user=editor, assignee=gone)


def test_of_two_who_take_an_article_the_first_has_it(article, editor):
    other = UserFactory(role="editor")
    assigning.article_take(article=article, user=editor)
    with pytest.raises(ValidationError, match=editor.username):
        assigning.article_take(article=article, user=other)
    assert Article.objects.get().assignee == editor
    assigning.article_take(article=article, user=editor)  # once more is no matter


@pytest.mark.parametrize("state", ["done", "in_progress", "new"])
def test_states_come_in_any_order(article, editor, state):
    article.state = "in_progress"
    article.save()
    assigning.article_state_set(article=article, user=editor, state=state)
    assert Article.objects.get().state == state


def test_there_is_no_other_state(article, editor):
    with pytest.raises(ValidationError):
        assigning.article_state_set(article=article, user=editor, state="forgotten")


def test_work_begins_once(article):
    assigning.article_begun(article)
    assert Article.objects.get().state == "in_progress"
    article.state = "done"
    assigning.article_begun(article)
    assert article.state == "done"


def test_a_lock_is_for_the_assignee_and_administrators(article, editor):
    other, chief = UserFactory(role="editor"), UserFactory(is_superuser=True)
    with pytest.raises(PermissionDenied):
        assigning.article_lock(article=article, user=editor)  # nobody's: locked to whom?
    assigning.article_assign(article=article, user=editor, assignee=editor)
    with pytest.raises(PermissionDenied):
        assigning.article_lock(article=article, user=other)
    locked = assigning.article_lock(article=article, user=editor)

    assigning.check_may_work(locked, editor)
    assigning.check_may_work(locked, chief)
    with pytest.raises(assigning.LockedArticle, match=editor.username):
        assigning.check_may_work(locked, other)
    with pytest.raises(PermissionDenied):
        assigning.article_unlock(article=article, user=other)
    with pytest.raises(PermissionDenied):
        assigning.article_assign(article=article, user=other, assignee=other)
    with pytest.raises(PermissionDenied):
        assigning.article_state_set(article=article, user=other, state="done")

    assert not assigning.article_unlock(article=article, user=chief).is_locked


def test_what_is_nobodys_is_not_locked(article, editor):
    assigning.article_assign(article=article, user=editor, assignee=editor)
    assigning.article_lock(article=article, user=editor)
    assigning.article_assign(article=article, user=editor, assignee=None)
    assert not Article.objects.get().is_locked


def test_history_names_who_did_it(article, editor):
    assigning.article_take(article=article, user=editor)
    event = article.events.order_by("pgh_id").last()
    assert event.pgh_context.metadata["user"] == editor.pk
