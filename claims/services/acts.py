"""What every editor's act has in common."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.contrib.auth.models import User
from django.db import transaction


class StaleVersion(Exception):
    """Somebody else saved in between; `current` is what stands now, to be shown beside the act."""

    def __init__(self, current: object) -> None:
        super().__init__("somebody else has changed this in the meantime")
        self.current = current


@contextmanager
def act_of(user: User) -> Iterator[None]:
    """One transaction, with the user's name on every line of history it writes."""
    # The context around the transaction: at the door it may not be known yet who the user is.
    with pghistory.context(user=user.pk), transaction.atomic():
        yield
