"""The kinds of problems. A kind is never renamed: programs tell problems apart by it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Kind(NamedTuple):
    status: int
    title: object  # lazy words
    meaning: object


KINDS = {
    "invalid": Kind(
        400,
        _("The request was refused"),
        _(
            "A parameter or a field is unknown, missing, or has a value that cannot be taken. "
            "“errors” names each, with the reason. Correct them before asking again."
        ),
    ),
    "unreadable": Kind(
        400,
        _("The request cannot be read"),
        _("The body is not what its Content-Type says, or the request is malformed."),
    ),
    "unauthenticated": Kind(
        401,
        _("Nobody is signed in"),
        _("The request came without a valid token or session. Tokens expire and are revoked."),
    ),
    "forbidden": Kind(
        403,
        _("Not allowed"),
        _("The user’s role does not allow this, or the token’s scopes do not."),
    ),
    "not-found": Kind(404, _("Not found"), _("There is nothing at this address.")),
    "method-not-allowed": Kind(
        405,
        _("Not done this way"),
        _("The address exists, but not for this method. The header Allow names those it takes."),
    ),
    "not-acceptable": Kind(
        406,
        _("Not to be had in this form"),
        _("None of the media types in the header Accept is offered here."),
    ),
    "conflict": Kind(
        409,
        _("In conflict with what is there"),
        _("As things stand this cannot be done. Read the present state and decide anew."),
    ),
    "gone": Kind(
        410,
        _("Not known any more"),
        _("The changes since then are not known any more; take the whole list again."),
    ),
    "stale": Kind(
        412,
        _("Changed meanwhile"),
        _(
            "Somebody has changed the row since the version in the header If-Match was read. "
            "Read it again, and send the change with its present ETag."
        ),
    ),
    "too-large": Kind(413, _("Too large"), _("The request carries more than one request may.")),
    "unsupported-media-type": Kind(
        415,
        _("Not taken in this form"),
        _("Bodies of this Content-Type are not read here."),
    ),
    "unprocessable": Kind(
        422,
        _("Cannot be done"),
        _("The request is readable, but contradicts itself or an earlier request."),
    ),
    "precondition-required": Kind(
        428,
        _("A version is needed"),
        _("Send the ETag of what was read in the header If-Match, so that no change is lost."),
    ),
    "throttled": Kind(
        429,
        _("Too many requests"),
        _("Wait for as many seconds as the header Retry-After says."),
    ),
    "failed": Kind(
        500,
        _("Something failed here"),
        _("The fault is ours; it has been logged. The same request may succeed later."),
    ),
    "unavailable": Kind(503, _("Not available now"), _("Try again later.")),
}

# What a refusal with this status is, unless it says so itself, as every refused field does.
BY_STATUS = {kind.status: name for name, kind in KINDS.items()}
