"""Where a mirror stands: a token that is handed out with every export, and taken back by `since=`.

Transactions are numbered as they begin. Every one below a snapshot's lowest running number has
ended and is seen; what the others change is noted under numbers that are not lower. So whoever asks
for the changes from that number on misses nothing, however late it was committed, and at most gets
twice what was committed meanwhile.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing
from django.db import connection
from django.utils.translation import gettext as _

KEPT: Final = timedelta(days=400)  # how long it is known that a row is gone
LATE: Final = timedelta(hours=1)  # that a transaction may take, where only a time is given
_SALT: Final = "export.since"
_HERE: Final = """
SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || current_database(),
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint, now()
"""


class Unknown(ValueError):
    """`since` is no token of this list, nor a time."""


class Gone(ValueError):
    """Changes since then are not known any more: the mirror is to begin anew."""


@dataclass(frozen=True, slots=True)
class Position:
    """A point in the life of one database, before which every change is seen."""

    database: str
    transaction: int
    at: datetime

    def token(self, listed: str) -> str:
        """For the changes since, in the same list: `listed` tells one list from another."""
        given = [self.database, self.transaction, self.at.isoformat(), listed]
        return signing.dumps(given, salt=_SALT)


@dataclass(frozen=True, slots=True)
class Since:
    """A condition on a row of articles_change named `change`, and its parameter."""

    condition: str
    parameter: int | datetime

    @classmethod
    def read(cls, given: str, listed: str, here: Position) -> "Since":
        """From a token or an ISO time. Raises Unknown, Gone."""
        time = _time(given)
        if time is None:
            return cls("change.transaction >= %s", _transaction(given, listed, here))
        if time < here.at - KEPT:
            raise Gone(_gone())
        return cls("change.at >= %s", time - LATE)


def high_water() -> Position:
    """Where the database stands. What is read after this call shows at least all before it."""
    with connection.cursor() as cursor:
        cursor.execute(_HERE)
        return Position(*cursor.fetchone())


def _time(given: str) -> datetime | None:
    try:
        # A plus sign that was not escaped in an address arrives as a blank.
        time = datetime.fromisoformat(given.replace(" ", "+"))
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _transaction(token: str, listed: str, here: Position) -> int:
    try:
        database, transaction, at, of = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        words = _("Give the token of an earlier export, or a time as ISO 8601 has it.")
        raise Unknown(words) from None
    if of != listed:
        raise Unknown(_("This token is of another list: of other filters, or other rows."))
    # Put back from a backup, a database counts its transactions anew.
    is_ours = database == here.database and transaction <= here.transaction
    if not is_ours or datetime.fromisoformat(at) < here.at - KEPT:
        raise Gone(_gone())
    return int(transaction)


def _gone() -> str:
    return _("The changes since then are not known any more; take the whole list again.")
