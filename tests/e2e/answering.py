"""What the live server is still busy with: it answers in threads of this process."""

import threading
from typing import Any

from django.core.signals import request_finished, request_started

PATIENCE = 60  # seconds until a request that does not end is an error


class Answering:
    """How many requests have begun, and how many of them have ended."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._begun = self._ended = 0
        request_started.connect(self._count_begun)
        request_finished.connect(self._count_ended)

    def _count_begun(self, **kwargs: Any) -> None:
        with self._changed:
            self._begun += 1

    def _count_ended(self, **kwargs: Any) -> None:
        with self._changed:
            self._ended += 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Until every request that has begun has ended."""
        with self._changed:
            done = self._changed.wait_for(lambda: self._begun == self._ended, PATIENCE)
        assert done, "a request does not come to an end"


answering = Answering()
