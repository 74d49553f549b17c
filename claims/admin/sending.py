"""What was sent to an address of the desk, by a form or as JSON by a page's script."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

Sent = Mapping[str, Any]
HIGHEST = 2**31 - 1


def is_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


def sent_with(request: HttpRequest) -> Sent:
    """The fields by name; ValidationError for what is no JSON object."""
    if not is_json(request):
        return request.POST.dict()
    try:
        sent = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise ValidationError({"": _("Not a JSON object.")})
    return sent


def number(value: object) -> int | None:
    """What was sent, where it is a number that a key or a place can have."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:12])
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST:
        return value
    return None


def words(value: object) -> str:
    return value if isinstance(value, str) else ""


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page of ours that the form named in `next`."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(address if ours else otherwise)
