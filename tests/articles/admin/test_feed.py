"""Feeds at the desk: who may subscribe, and what the desk says of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Feed, ImportBatch
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/articles/feed/", "/admin/articles/feed/add/"
URL = "https://news.example/feed.xml"


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role))
    return client


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(url=URL, title="Harbour Courier", checked_at=timezone.now())


def page(feed: Feed) -> str:
    return reverse("admin:articles_feed_change", args=[feed.pk])


def queued() -> int:
    return ProcrastinateJob.objects.filter(task_name="articles.tasks.poll_feed").count()


def test_an_editor_subscribes() -> None:
    editor = signed_in("editor")
    assert editor.get(ADD).status_code == 200
    answer = editor.post(ADD, {"url": f" {URL}#top", "minutes": 60}, follow=True)
    assert answer.status_code == 200
    feed = Feed.objects.get()
    assert (feed.url, feed.minutes) == (URL, 60)
    assert feed.created_by.groups.get().name == "editor"
    assert queued() == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"url": "ftp://news.example/feed", "minutes": 60}, "only http and https addresses"),
        ({"url": "http://user:pw@news.example/", "minutes": 60}, "holds a user name"),
        ({"url": URL, "minutes": 1}, "greater than or equal to 5"),
        ({"url": URL.upper().replace("FEED.XML", "feed.xml"), "minutes": 30}, "already exists"),
    ],
)
def test_what_is_refused_is_said(feed: Feed, data: dict[str, Any], told: str) -> None:
    answer = signed_in("editor").post(ADD, data)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert Feed.objects.count() == 1


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_others_look_on(feed: Feed, role: str) -> None:
    client = signed_in(role)
    assert client.get(LIST).status_code == 200
    shown = client.get(page(feed))
    assert shown.status_code == 200
    assert "ask_now" not in shown.content.decode()
    assert client.post(ADD, {"url": "https://other.example/", "minutes": 30}).status_code == 403
    for act in ("ask_now", "pause", "resume"):
        assert client.post(f"{LIST}{feed.pk}/{act}/").status_code == 403
    assert Feed.objects.get().is_active
    assert queued() == 0


def test_acts_are_posts(feed: Feed) -> None:
    assert signed_in("editor").get(f"{LIST}{feed.pk}/pause/").status_code == 405


def test_asked_now_paused_and_resumed(feed: Feed) -> None:
    editor = signed_in("editor")
    shown = editor.post(f"{LIST}{feed.pk}/ask_now/", follow=True).content.decode()
    assert "1 feed will be asked now." in shown
    assert queued() == 1
    shown = editor.post(f"{LIST}{feed.pk}/pause/", follow=True).content.decode()
    assert "paused" in shown
    assert "resume" in shown
    assert not Feed.objects.get().is_active
    editor.post(LIST, {"action": "resume", "_selected_action": [feed.pk]})
    assert Feed.objects.get().is_active


def test_a_changed_interval_keeps_its_state(feed: Feed) -> None:
    Feed.objects.update(etag='"1"')
    editor = signed_in("editor")
    editor.post(page(feed), {"url": URL, "title": "Harbour Courier", "minutes": 15})
    changed = Feed.objects.get()
    assert (changed.minutes, changed.etag) == (15, '"1"')
    history = editor.get(reverse("admin:articles_feed_history", args=[feed.pk])).content.decode()
    assert "15" in history


@pytest.mark.parametrize(
    ("state", "told", "in_chinese"),
    [
        ({}, "well", "正常"),
        ({"checked_at": None}, "not asked yet", "尚未询问"),
        ({"failures": 3, "last_error": "the server answered 500"}, "failing", "出错"),
        ({"is_active": False}, "paused", "已暂停"),
    ],
)
def test_the_state_in_words(feed: Feed, state: dict[str, Any], told: str, in_chinese: str) -> None:
    Feed.objects.update(**state)
    editor = signed_in("editor")
    for shown in (editor.get(LIST).content.decode(), editor.get(page(feed)).content.decode()):
        assert told in shown
        assert state.get("last_error", "") in shown
    with translation.override("zh-hans"):
        assert (
            in_chinese in editor.get(LIST, headers={"accept-language": "zh-hans"}).content.decode()
        )


def test_each_state_has_a_filter(feed: Feed) -> None:
    editor = signed_in("editor")
    for state, found in (("well", 1), ("new", 0), ("failing", 0), ("paused", 0)):
        assert editor.get(f"{LIST}?state={state}").context["cl"].result_count == found


def test_its_imports_stand_on_its_page(feed: Feed) -> None:
    batch = ImportBatch.objects.create(door="feed", feed=feed)
    batch.items.create(name="a", outcome="imported")
    batch.items.create(name="b", outcome="failed", reason="the server answered 404 Not Found")
    shown = signed_in("editor").get(page(feed)).content.decode()
    assert reverse("admin:articles_importbatch_change", args=[batch.pk]) in shown
    assert "1 imported, 1 failed" in shown


def test_more_feeds_ask_no_more_queries(feed: Feed, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        due = timezone.now() + timedelta(hours=number)
        Feed.objects.create(url=f"{URL}?{number}", due_at=due)
    editor = signed_in("editor")
    editor.get(LIST)
    with django_assert_max_num_queries(9):
        editor.get(LIST)
