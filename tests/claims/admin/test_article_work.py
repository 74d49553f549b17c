"""An article's state, assignee, lock and tags, from its page."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleTextFactory().article


@pytest.fixture
def me():
    return UserFactory(role="editor")


@pytest.fixture
def act(client, me, article):
    client.force_login(me)

    def post(act, **fields):
        address = reverse("admin:articles_article_work", args=[article.pk])
        page = client.post(address, {"act": act, **fields}, follow=True)
        article.refresh_from_db()
        return page

    return post


def said(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_an_article_is_taken_locked_opened_and_given_away(act, article, me):
    other = UserFactory(role="editor")
    act("take")
    assert article.assignee == me
    act("lock")
    assert article.is_locked
    act("unlock")
    assert not article.is_locked
    act("assign", assignee=other.pk)
    assert article.assignee == other
    act("assign", assignee="")
    assert article.assignee is None


def test_done_warns_of_what_waits_and_is_not_refused(act, article):
    for _ in range(2):
        ClaimFactory(article_text=article.texts.get())
    page = act("state", state="done")
    assert article.state == "done"
    assert "Nobody has ruled on 2 of its claims." in said(page)


def test_who_was_faster_is_told(act, article):
    other = UserFactory(role="editor")
    Article.objects.update(assignee=other)
    page = act("take")
    assert said(page) == [f"{other} has taken this article."]
    assert article.assignee == other


def test_a_locked_article_is_closed_to_others_on_the_server(act, article):
    Article.objects.update(assignee=UserFactory(role="editor"), is_locked=True)
    for name in ("take", "lock", "unlock", "assign", "state", "tag", "untag"):
        assert act(name, state="done", names="mine").status_code == 403, name
    assert (article.state, article.is_locked) == ("new", True)


def test_the_page_of_a_locked_article_says_whose_it_is(client, me, article):
    other = UserFactory(role="editor")
    Article.objects.update(assignee=other, is_locked=True)
    client.force_login(me)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f"Only {other} works on this article now" in page
    assert 'value="take"' not in page


def test_tags_are_typed_with_commas_of_either_kind(act, article):
    act("tag", names="border, figures，边境、 ")
    assert [tag.name for tag in article.tags.all()] == ["border", "figures", "边境"]
    act("untag", name="figures")
    assert [tag.name for tag in article.tags.all()] == ["border", "边境"]


def test_only_who_may_edit_is_offered(client, me, article):
    analyst = UserFactory(role="analyst")
    client.force_login(me)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert me in page.context["work"].others
    assert analyst not in page.context["work"].others


def test_there_is_no_other_act(act):
    assert act("forget").status_code == 400


@pytest.mark.parametrize("state", ["", "forgotten"])
def test_there_is_no_other_state(act, article, state):
    assert act("state", state=state).status_code == 200
    assert article.state == "new"


def test_the_form_of_a_locked_article_is_read_by_others(client, me, article):
    Article.objects.update(assignee=UserFactory(role="editor"), is_locked=True)
    client.force_login(me)
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"publisher": ""}).status_code == 403
    article.refresh_from_db()
    assert article.publisher is not None


def desk(client, article):
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).context["desk"]


def test_the_desk_offers_no_rulings_where_the_lock_is_another_s(client, me, article):
    client.force_login(me)
    assert desk(client, article).may_rule
    Article.objects.update(assignee=UserFactory(role="editor"), is_locked=True)
    assert not desk(client, article).may_rule


def test_the_next_article_is_mine_before_any_other_that_waits(client, me, article):
    client.force_login(me)
    waiting, mine, locked = (ClaimFactory().article_text.article for _ in range(3))
    Article.objects.filter(pk=locked.pk).update(assignee=UserFactory(role="editor"), is_locked=True)
    assert desk(client, article).next_article == waiting.pk
    Article.objects.filter(pk=mine.pk).update(assignee=me, state="in_progress")
    assert desk(client, article).next_article == mine.pk
