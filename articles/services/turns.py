"""Who asks a server when: in turn, however many workers there are, for all share these rows."""

import hashlib
from datetime import timedelta
from typing import NoReturn

from django.db import connection, transaction
from django.utils import timezone

from articles.fetching import FetchFailed
from articles.models import FetchTurn, Host

LAPSE = timedelta(seconds=30)  # a turn that nobody took is lost, lest many be taken at once
MOST_REFUSALS = 4
FORGOTTEN = timedelta(days=2)  # after its moment, for whoever has given the page up
FIRST_WAIT = 60.0  # seconds, where the server names none; each next wait is five times as long
LONGEST_WAIT = 3600.0  # seconds; who is asked to wait longer gives up

_RESERVE = """
    UPDATE articles_host
    SET free_at = greatest(free_at, clock_timestamp()) + make_interval(secs => %(pause)s)
    WHERE id = %(host)s
    RETURNING extract(epoch FROM free_at - clock_timestamp())::float8 - %(pause)s
"""


class FetchLater(Exception):
    """The page may be asked for again in so many `seconds`, not now; the last time is counted, and
    then it fails."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


def page_key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def reserve(host: Host, pause: float) -> float:
    """Take the next free moment of a host, and keep it free of others for `pause` seconds.

    Returns how many seconds it is away.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, {"host": host.pk, "pause": pause})
        return max(cursor.fetchone()[0], 0.0)


# Durable: a turn that is rolled back with the transaction around it would be taken for ever.
@transaction.atomic(durable=True)
def take_turn(host: Host, page: str, *, pause: float, patience: float) -> float:
    """Seconds until this page may be asked for. More than `patience`: it is kept for the page."""
    now = timezone.now()
    kept = FetchTurn.objects.filter(page=page).first()
    if kept and kept.at > now - LAPSE:
        return max((kept.at - now).total_seconds(), 0.0)
    wait = reserve(host, pause)
    if wait > patience:
        at = now + timedelta(seconds=wait)
        FetchTurn.objects.update_or_create(page=page, defaults={"host": host, "at": at})
    return wait


def patience_asked(host: Host) -> float:
    """Seconds for which a host has asked to be left alone."""
    now = timezone.now()
    turns = FetchTurn.objects.filter(host=host, refusals__gt=0, at__gt=now)
    latest = turns.order_by("at").last()
    return (latest.at - now).total_seconds() if latest else 0.0


def give_up_turn(page: str) -> None:
    FetchTurn.objects.filter(page=page).delete()


def forget_turns() -> None:
    """Those that nobody came back for."""
    FetchTurn.objects.filter(at__lt=timezone.now() - FORGOTTEN).delete()


def postpone(host: Host, page: str, reason: str, *, seconds: float | None = None) -> NoReturn:
    """What to do when a server asks for patience: raise FetchLater, or after several times
    FetchFailed. The whole host is left alone for so long."""
    refusals = _refuse(host, page, seconds)
    if seconds is not None and seconds > LONGEST_WAIT:
        give_up_turn(page)
        raise FetchFailed(f"{reason}, and asks to come back in {_words(seconds)}")
    if refusals >= MOST_REFUSALS:
        give_up_turn(page)
        raise FetchFailed(f"{reason}, {refusals} times")
    raise FetchLater(_wait(seconds, refusals), reason)


@transaction.atomic(durable=True)
def _refuse(host: Host, page: str, seconds: float | None) -> int:
    now = timezone.now()
    turn, _ = FetchTurn.objects.get_or_create(page=page, defaults={"host": host, "at": now})
    turn.refusals += 1
    turn.at = now + timedelta(seconds=_wait(seconds, turn.refusals))
    turn.save()
    Host.objects.filter(pk=host.pk, free_at__lt=turn.at).update(free_at=turn.at)
    return turn.refusals


def _wait(seconds: float | None, refusals: int) -> float:
    wanted = FIRST_WAIT * 5 ** (refusals - 1) if seconds is None else seconds
    return min(max(wanted, 1.0), LONGEST_WAIT)


def _words(seconds: float) -> str:
    hours = seconds / 3600
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
