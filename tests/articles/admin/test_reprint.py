"""Reprints on the desk: listed, side by side, ruled on."""

import pytest
from django.urls import reverse

from articles.models import Reprint
from articles.services.reprints import find_reprints
from tests.articles.reprints.texts import sample
from tests.factories import ArticleTextFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "admin:articles_reprint_changelist"


@pytest.fixture
def reprint():
    text = sample(6)[0]
    for title in ("The first", "The second"):
        one = ArticleTextFactory(text=f"{title}\n{text}", title=title)
        find_reprints(article_text_id=one.pk)
    return Reprint.objects.get()


@pytest.fixture
def editor(client):
    user = UserFactory(role="editor")
    client.force_login(user)
    return user


def test_the_list_names_both_articles(client, reprint, editor):
    shown = client.get(reverse(LIST)).content.decode()
    assert "The first" in shown
    assert "The second" in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("judged=none", 1),
        ("judged=positive", 0),
        ("kind__exact=reprint", 1),
        ("kind__exact=translation", 0),
        ("q=second", 1),
    ],
)
def test_filters(client, reprint, editor, query, count):
    shown = client.get(f"{reverse(LIST)}?{query}").content.decode()
    assert ("The second" in shown) is bool(count)


def test_the_two_texts_stand_side_by_side(client, reprint, editor):
    address = reverse("admin:articles_reprint_change", args=[reprint.pk])
    shown = client.get(address).content.decode()
    assert "desk-shared" in shown
    assert reverse("admin:articles_reprint_rule", args=[reprint.pk]) in shown


def test_an_editor_rules_from_the_article(client, reprint, editor):
    article = reverse("admin:articles_article_change", args=[reprint.first_id])
    shown = client.get(article).content.decode()
    rule = reverse("admin:articles_reprint_rule", args=[reprint.pk])
    assert rule in shown
    response = client.post(rule, {"judgement": "negative", "next": f"{article}#copies"})
    assert response.url == f"{article}#copies"
    assert Reprint.objects.get().judged_by == editor


@pytest.mark.parametrize(
    ("action", "judgement"), [("say_yes", "positive"), ("say_no", "negative"), ("take_back", "")]
)
def test_many_at_once(client, reprint, editor, action, judgement):
    given = {"action": action, "_selected_action": [reprint.pk]}
    assert client.post(reverse(LIST), given, follow=True).status_code == 200
    assert Reprint.objects.get().judgement == judgement


def test_an_analyst_sees_and_does_not_rule(client, reprint):
    client.force_login(UserFactory(role="analyst"))
    address = reverse("admin:articles_reprint_change", args=[reprint.pk])
    shown = client.get(address)
    assert shown.status_code == 200
    assert 'name="judgement"' not in shown.content.decode()
    rule = reverse("admin:articles_reprint_rule", args=[reprint.pk])
    assert client.post(rule, {"judgement": "positive"}).status_code == 403
    client.post(reverse(LIST), {"action": "say_yes", "_selected_action": [reprint.pk]})
    assert Reprint.objects.get().judgement == ""


@pytest.mark.parametrize(
    ("method", "judgement", "status"), [("get", "positive", 405), ("post", "x", 400)]
)
def test_what_is_no_ruling_is_refused(client, reprint, editor, method, judgement, status):
    rule = reverse("admin:articles_reprint_rule", args=[reprint.pk])
    assert getattr(client, method)(rule, {"judgement": judgement}).status_code == status
