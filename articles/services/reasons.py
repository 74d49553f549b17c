"""Why something could not be imported, in a sentence for the person who imports."""

import logging

from django.core.exceptions import ValidationError
from django.db import Error

logger = logging.getLogger(__name__)

# Classes of SQLSTATE: lost connections, short resources, conflicts with others, shutdowns.
PASSING = ("08", "40", "53", "55", "57")


class ImportRefused(ValueError):
    """It is not taken in; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def reason_of(error: Exception) -> str:
    """What nobody foresaw goes to the log too."""
    match error:
        case ValidationError():
            return "; ".join(error.messages)
        case OSError(strerror=str(words)) if words:
            return words
    reason = getattr(error, "reason", "")  # of articles.reading, articles.unpacking and our own
    if isinstance(reason, str) and reason:
        return reason
    logger.error("An item could not be imported", exc_info=error)
    return f"{type(error).__name__}: {error}"


def is_passing(error: Error) -> bool:
    """Whether the database is to blame, and not what was to be stored: then it is tried again."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(PASSING)
