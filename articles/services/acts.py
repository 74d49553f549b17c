"""What every editor's act has in common, also where nothing is known of acts."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.module_loading import import_string


class StaleVersion(Exception):
    """Somebody else saved in between; `current` is what stands now, to be shown beside the act."""

    def __init__(self, current: object) -> None:
        super().__init__("somebody else has changed this in the meantime")
        self.current = current


@contextmanager
def act_of(user: User | None, verb: str, **about: Any) -> Iterator[Any]:
    """One transaction for one editor's act, kept on record under `verb`, with a reason if given.

    Acts are recorded where claims are known too, and articles know nothing of them: settings say
    by whom, as they say which jobs await a new text. Without a user it is nobody's act, but a
    command's or a job's, and only the transaction is left of it.
    """
    if user is None:
        with transaction.atomic():
            yield None
        return
    recorded: AbstractContextManager[Any] = import_string(settings.ACTS_ARE_RECORDED_BY)(
        user, verb, **about
    )
    with recorded as act:
        yield act
