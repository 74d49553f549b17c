from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission, DjangoModelPermissions
from rest_framework.request import Request

from access.models import Token
from access.scopes import scope_needed

_VIEW = ["%(app_label)s.view_%(model_name)s"]


def is_open(request: Request | None, view: Any) -> bool:
    """Whether nobody needs to sign in for this. Nothing is expanded for them: what is released is
    open, and not what it is made of."""
    return (
        settings.PUBLIC_API
        and view.is_public
        and request is not None
        and request.method in {"GET", "HEAD"}
        and not request.user.is_authenticated
        and "expand" not in request.query_params
    )


class InScope(BasePermission):
    """A token has to cover what is asked of it; a session or a password covers everything."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, Token):
            return True
        scope = scope_needed(request, view)
        self.message = _("The token has not the scope “%s”.") % scope
        return request.auth.covers([scope])


class MayView(DjangoModelPermissions):
    """Reading needs the model's view permission, which Django REST framework grants to anyone.

    A write says itself what it needs besides, in its `needs`.
    """

    perms_map = {**DjangoModelPermissions.perms_map, "GET": _VIEW, "HEAD": _VIEW, "OPTIONS": _VIEW}

    def has_permission(self, request: Request, view: Any) -> bool:
        needs = getattr(getattr(view, getattr(view, "action", None) or "", None), "needs", None)
        if needs is None:
            return super().has_permission(request, view)
        wanted = [*self.get_required_permissions("GET", view.queryset.model), *needs]
        return bool(request.user.is_authenticated and request.user.has_perms(wanted))


class MayChange(MayView):
    """POST takes the permission to add; an act on what is there, the permission to change it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method != "POST" or view.action == "create":
            return super().has_permission(request, view)
        needed = self.get_required_permissions("PATCH", view.queryset.model)
        return bool(request.user.is_authenticated and request.user.has_perms(needed))
