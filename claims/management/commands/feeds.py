"""Feeds on a terminal. It stands with the other commands, which know how to speak there."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import localize
from rich.table import Table

from articles.models import Feed
from articles.services.feeds import feed_subscribe
from articles.services.polling import feed_poll
from claims.management.terminal import add_words, console


class Command(BaseCommand):
    help = "List the feeds that are subscribed to, subscribe to one, or ask them what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act")
        acts.add_parser("list", help="how each of them fares (the default)")
        subscribe = acts.add_parser("subscribe", help="ask a feed from now on")
        subscribe.add_argument("address")
        subscribe.add_argument("--minutes", type=int, default=30, help="how often; 30 by default")
        poll = acts.add_parser("poll", help="ask here and now; workers import what is new")
        poll.add_argument("addresses", nargs="*", help="all that are not paused by default")

    def handle(self, *, act: str | None, **options: Any) -> None:
        if act == "subscribe":
            self._subscribe(options["address"], options["minutes"])
        elif act == "poll":
            self._poll(options["addresses"])
        else:
            self._list()

    def _subscribe(self, address: str, minutes: int) -> None:
        try:
            feed = feed_subscribe(url=address, minutes=minutes, user=None)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"Subscribed to {feed.url}; a worker asks it now.")

    def _poll(self, addresses: list[str]) -> None:
        feeds = Feed.objects.filter(is_active=True)
        if addresses:
            feeds = feeds.filter(url__in=addresses)
            if unknown := set(addresses) - set(feeds.values_list("url", flat=True)):
                raise CommandError(f"not subscribed to, or paused: {', '.join(sorted(unknown))}")
        failed = [feed for feed in feeds if not self._asked(feed)]
        if failed:
            sys.exit(1)

    def _asked(self, feed: Feed) -> bool:
        """Ask one feed and say what came; whether it could be read."""
        batch = feed_poll(feed_id=feed.pk, early=True)
        feed.refresh_from_db()
        if batch:
            self.stdout.write(f"{feed}: {batch.items.count()} new, to be imported as {batch}")
        elif feed.last_error:
            self.stderr.write(self.style.ERROR(f"{feed}: {feed.last_error}"))
        elif feed.checked_at and feed.due_at > timezone.now():
            self.stdout.write(f"{feed}: nothing new")
        return not feed.last_error

    def _list(self) -> None:
        table = Table("Feed", "Address", "Last asked", "Last new entry", "Next", "Last error")
        for feed in Feed.objects.all():
            following = _moment(feed.due_at) if feed.is_active else "paused"
            style = "red" if feed.last_error else None
            times = _moment(feed.checked_at), _moment(feed.changed_at), following
            add_words(table, feed.title, feed.url, *times, feed.last_error, style=style)
        console(self.stdout).print(table)


def _moment(at: Any) -> str:
    return localize(timezone.localtime(at)) if at else "–"
