"""What a feed gives is imported once; how it fares is written down."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, ArticleText, Feed, FeedEntry, ImportBatch
from articles.services import polling
from articles.services.feeds import feed_subscribe
from articles.services.polling import feed_poll
from tests.articles.feeds.conftest import Newsroom, atom, entry, outcomes, poll, text
from tests.factories import PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(newsroom: Newsroom) -> Feed:
    newsroom.publish(entry(1, text=text()))
    return feed_subscribe(url=newsroom.url, user=None)


def test_first_all_of_it_then_nothing(feed: Feed, newsroom: Newsroom) -> None:
    batch = poll(feed)
    assert outcomes(batch) == ["imported"]
    assert (batch.door, batch.feed, feed.title) == ("feed", feed, "Harbour Courier")
    assert feed.changed_at == feed.checked_at
    assert poll(feed) is None
    first, second = newsroom.asked()
    assert "if-none-match" not in first.headers
    assert second.headers["if-none-match"] == feed.etag
    assert second.headers["if-modified-since"] == "Fri, 03 Dec 2021 10:00:00 GMT"
    assert ImportBatch.objects.count() == 1
    assert feed.checked_at > feed.changed_at


def test_the_same_entries_without_marks_are_no_import(feed: Feed, newsroom: Newsroom) -> None:
    poll(feed)
    Feed.objects.update(etag="", last_modified="")
    assert poll(feed) is None
    assert FeedEntry.objects.count() == 1


def test_only_a_new_entry_is_handed_in(feed: Feed, newsroom: Newsroom) -> None:
    poll(feed)
    newsroom.publish(entry(2, text=text(70_000)), entry(1, text=text()))
    batch = poll(feed)
    assert outcomes(batch) == ["imported"]
    assert batch.items.get().name == f"{newsroom.site}/pages/2"


@pytest.mark.parametrize("updated", ["2021-12-04T10:00:00Z", "2021-12-03T10:00:00Z"])
def test_a_corrected_entry_is_a_new_version(feed: Feed, newsroom: Newsroom, updated: str) -> None:
    """Whether or not the feed dates the correction."""
    poll(feed)
    newsroom.publish(entry(1, text=text(122_000), updated=updated))
    assert outcomes(poll(feed)) == ["new_version"]
    assert Article.objects.count() == 1
    assert list(ArticleText.objects.values_list("version", flat=True)) == [1, 2]


def test_a_counter_in_the_markup_is_no_correction(feed: Feed, newsroom: Newsroom) -> None:
    poll(feed)
    newsroom.publish(entry(1, text=text() + '<img src="https://count.example/?look=2">'))
    assert poll(feed) is None


def test_an_entry_without_its_text_is_fetched(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.page(7)
    newsroom.publish(entry(7))
    assert outcomes(poll(feed)) == ["imported"]
    assert len(newsroom.asked("/pages/7")) == 1
    assert Article.objects.get().canonical_url == f"{newsroom.site}/pages/7"


def test_what_cannot_be_fetched_fails_alone(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.publish(
        entry(8, text=text(70_000)),
        entry(9).replace("/pages/9", "http://169.254.169.254/latest/"),
    )
    batch = poll(feed)
    assert sorted(outcomes(batch)) == ["failed", "imported"]
    assert "169.254.169.254 is not on the open web" in batch.items.get(outcome="failed").reason
    assert feed.failures == 0


def test_whose_article_it_is(feed: Feed, newsroom: Newsroom) -> None:
    """The entry's own source is the publisher, then the one that the subscription names."""
    feed.publisher = PublisherFactory(name="Harbour Courier")
    feed.save()
    source = "<source><title>Bay Weekly</title><id>tag:bay.example,2021:feed</id></source>"
    newsroom.publish(entry(1, text=text()), entry(2, text=text(70_000), more=source))
    poll(feed)
    names = Article.objects.order_by("canonical_url").values_list("publisher__name", flat=True)
    assert list(names) == ["Harbour Courier", "Bay Weekly"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html><body>Hello", "this is no feed"),
        (
            b'<html><link rel="alternate" type="application/rss+xml" href="http://news.example/r">',
            "the feed that it names is http://news.example/r",
        ),
        (b'<?xml version="1.0"?><rss><channel><item><title>Cut', "cut off|broken"),
        (
            b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
            b"<rss><channel><item><title>&b;</title></item></channel></rss>",
            "entities",
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<rss><channel><item><title>&x;</title></item></channel></rss>",
            "entities",
        ),
    ],
)
def test_what_is_no_feed_is_an_error(
    feed: Feed, newsroom: Newsroom, data: bytes, told: str
) -> None:
    newsroom.give(data, kind="text/html" if b"<html" in data else "application/rss+xml")
    assert poll(feed) is None
    assert feed.failures == 1
    assert re.search(told, feed.last_error), feed.last_error
    assert not FeedEntry.objects.exists()


def test_longer_and_longer_until_it_is_well_again(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.refuse("500 Internal Server Error")
    waits = []
    for _ in range(9):
        assert poll(feed) is None
        waits.append((feed.due_at - feed.checked_at) / timedelta(minutes=feed.minutes))
    assert feed.failures == 9
    assert feed.last_error == "the server answered 500 Internal Server Error"
    for wait, expected in zip(waits, [2, 4, 8, 16, 32, 48, 48, 48, 48], strict=True):
        assert expected * 0.9 <= wait <= expected * 1.1
    newsroom.publish(entry(1, text=text()))
    assert outcomes(poll(feed)) == ["imported"]
    assert (feed.failures, feed.last_error) == (0, "")
    assert feed.due_at - feed.checked_at == timedelta(minutes=feed.minutes)


def test_patience_is_no_failure(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.refuse("503 Service Unavailable", Retry_After="1800")
    before = timezone.now()
    assert poll(feed) is None
    assert (feed.failures, feed.last_error) == (0, "the server answered 503 Service Unavailable")
    assert feed.due_at >= before + timedelta(seconds=1800)


@pytest.mark.parametrize("mark", ["x" * 600, '"a\r\n b"'])
def test_a_mark_that_cannot_be_sent_back(feed: Feed, newsroom: Newsroom, mark: str) -> None:
    data = atom(entry(1, text=text()))
    newsroom.server.pages["/feed"] = lambda it: it.answer(
        data, kind="application/atom+xml", ETag=mark
    )
    poll(feed)
    assert poll(feed) is None
    assert (feed.etag, feed.failures) == ("", 0)


def test_gone_is_asked_no_more(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.refuse("410 Gone")
    assert poll(feed) is None
    assert (feed.is_active, feed.last_error) == (False, "the server answered 410 Gone")
    assert poll(feed) is None
    assert len(newsroom.asked()) == 1


def test_moved_for_good(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.server.pages["/new"] = newsroom.server.pages["/feed"]
    newsroom.refuse("301 Moved Permanently", Location="/new")
    assert outcomes(poll(feed)) == ["imported"]
    assert feed.url == f"{newsroom.site}/new"


def test_moved_for_now(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.server.pages["/new"] = newsroom.server.pages["/feed"]
    newsroom.refuse("302 Found", Location="/new")
    assert outcomes(poll(feed)) == ["imported"]
    assert feed.url == newsroom.url


def test_moved_to_where_we_are_already(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.server.pages["/new"] = newsroom.server.pages["/feed"]
    feed_subscribe(url=f"{newsroom.site}/new", user=None)
    newsroom.refuse("308 Permanent Redirect", Location="/new")
    poll(feed)
    assert not feed.is_active
    assert "subscribed to already" in feed.last_error


def test_a_worker_that_is_killed_leaves_it_due(
    feed: Feed, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(**kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(polling, "import_sealed", killed)
        with pytest.raises(SystemExit):
            poll(feed)
    assert not ImportBatch.objects.exists()
    assert not FeedEntry.objects.exists()
    assert outcomes(feed_poll(feed_id=feed.pk)) == ["waiting"]


def test_not_before_it_is_due(feed: Feed, newsroom: Newsroom) -> None:
    poll(feed)
    assert feed_poll(feed_id=feed.pk) is None
    assert len(newsroom.asked()) == 1


def test_robots_txt_counts_for_feeds_too(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.server.pages["/robots.txt"] = lambda it: it.answer(b"User-agent: *\nDisallow: /feed")
    poll(feed)
    assert feed.last_error == "robots.txt of 127.0.0.1 does not allow it"


def test_a_feed_in_json(feed: Feed, newsroom: Newsroom) -> None:
    newsroom.page(1)
    newsroom.give(
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": [{"id": "1",'
        b' "url": "%s/pages/1", "title": "Troops, part 1"}]}' % newsroom.site.encode(),
        kind="application/feed+json",
    )
    assert outcomes(poll(feed)) == ["imported"]
