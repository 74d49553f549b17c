"""`If-Match`: a client says which state of a row it has seen, and changes no other."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from access.etags import version_in
from access.problems import Refusal

UNSEEN = -1  # a version that no row has


def stale(current: Any) -> Refusal:
    """Somebody else was faster; `current` is how the row is told now."""
    words = _("Somebody else has changed this since. See how it stands now.")
    return Refusal("stale", words, current=current)


def version_seen(if_match: str | None, present: int) -> int:
    """The version that the header names, of a row whose version is `present`.

    `*` is whatever stands; of several the present one, if it is among them. UNSEEN where it names
    nothing that was a version of ours. Raises Refusal where there is no header.
    """
    if not if_match:
        words = _("Say by If-Match which version you have seen: the ETag of its answer.")
        raise Refusal("precondition-required", words)
    if if_match.strip() == "*":
        return present
    seen = [version_in(etag) for etag in if_match.split(",")]
    return present if present in seen else next((v for v in seen if v is not None), UNSEEN)


def if_match_of(request: Request) -> str | None:
    header: str | None = request.headers.get("If-Match")
    return header
