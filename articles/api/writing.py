from typing import Any

from access.bulk import BulkWriting
from articles.services.acts import StaleVersion


class Written(BulkWriting):
    """A resource that is written to through services. They refuse what was changed meanwhile."""

    def refusal_of(self, error: Exception, row: Any) -> Exception:
        if isinstance(error, StaleVersion):
            current = error.current
            return self.stale(current if isinstance(current, type(row)) else row)
        return super().refusal_of(error, row)
