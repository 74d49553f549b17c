from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string


@contextmanager
def act_of(user: User, verb: str, **about: Any) -> Iterator[Any]:
    """One transaction for one editor's act, kept on record under `verb`, with a reason if given.

    Acts are recorded where claims are known too, and articles know nothing of them: settings say
    by whom, as they say which jobs await a new text.
    """
    recorded: AbstractContextManager[Any] = import_string(settings.ACTS_ARE_RECORDED_BY)(
        user, verb, **about
    )
    with recorded as act:
        yield act
