"""What a token may be used for. A scope never gives more than the role of the token's owner."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request


class Scope(TextChoices):
    READ = "read", _("Read")
    WRITE = "write", _("Write")
    EXPORT = "export", _("Export")
    ADMIN = "admin", _("Manage tokens and webhooks")


def scope_needed(request: Request, view: Any) -> str:
    """What the view says of its action in `scope_for`; else to read or to write, by the method."""
    of_view = getattr(view, "scope_for", None)
    said = of_view(getattr(view, "action", None)) if of_view else None
    return said or (Scope.READ if request.method in SAFE_METHODS else Scope.WRITE)
