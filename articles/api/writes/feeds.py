from rest_framework import serializers

from access.given import GivenRow, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from articles.models import Feed, Publisher
from articles.services.feeds import feed_ask_now, feed_change, feed_subscribe

MAY_CHANGE = "articles.change_feed"


class FeedGiven(GivenRow):
    address = serializers.CharField(source="url", max_length=2000)
    publisher = Reference(Publisher, ("slug",), required=False, allow_null=True)

    class Meta:
        model = Feed
        fields = ["address", "title", "publisher", "minutes"]


class FeedWrites(Written):
    renamed = {"url": "address"}

    @write("Subscribe to a feed", needs="articles.add_feed", takes=FeedGiven)
    def create(self, asked: Asked) -> Feed:
        return feed_subscribe(user=asked.user, **asked.given)

    @write("Change a feed", needs=MAY_CHANGE, takes=FeedGiven)
    def partial_update(self, feed: Feed, asked: Asked) -> Feed:
        return feed_change(feed=feed, user=asked.user, **asked.given)

    @write("Ask a feed no more until it is resumed", needs=MAY_CHANGE)
    def pause(self, feed: Feed, asked: Asked) -> Feed:
        return feed_change(feed=feed, user=asked.user, is_active=False)

    @write("Ask a paused feed again", needs=MAY_CHANGE)
    def resume(self, feed: Feed, asked: Asked) -> Feed:
        return feed_change(feed=feed, user=asked.user, is_active=True)

    @write("Ask a feed at once", needs=MAY_CHANGE)
    def poll(self, feed: Feed, asked: Asked) -> Feed:
        feed_ask_now(feed=feed)
        return feed
