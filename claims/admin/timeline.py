"""The page of an object's history: its timeline, from which it can be put back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from articles.models import Article
from claims.admin.timeline_words import point_read, told
from claims.selectors.timeline import rows_of, timeline
from claims.services import Conflict, StaleVersion
from claims.services.restoring import is_restorable, restore, version_of


class Timeline:
    """Tells the history of a ModelAdmin's rows (`articles.admin.history`)."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin
        self.restorable = is_restorable(model_admin.model)

    def doors(self) -> list[URLPattern]:
        if not self.restorable:
            return []
        view = self.admin.admin_site.admin_view(require_POST(self.restore))
        return [path("<int:pk>/restore/", view, name=self._name("restore"))]

    def page(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        obj = self.admin.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.admin.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        page = request.GET.get("page", "")
        number = max(1, int(page)) if page.isdigit() and len(page) < 7 else 1
        moments, pages = timeline(rows_of(obj), number)
        may_restore = self.restorable and self.admin.has_change_permission(request, obj)
        context = {
            **self.admin.admin_site.each_context(request),
            "title": _("History: %s") % obj,
            "opts": self.admin.opts,
            "object": obj,
            "original": obj,
            "moments": told(moments, obj),
            "page": number,
            "pages": range(1, pages + 1),
            "restore": self._address(obj, "restore") if may_restore else "",
            "version": version_of(obj) if may_restore else 0,
            "whole": isinstance(obj, Article),
            **(extra_context or {}),
        }
        request.current_app = self.admin.admin_site.name
        return TemplateResponse(request, "admin/timeline.html", context)

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.admin.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not self.admin.has_change_permission(request, row):
            raise PermissionDenied
        version, reason = request.POST.get("version", ""), request.POST.get("reason", "")
        try:
            point = point_read(request.POST.get("point", ""))
            known = self.admin.model._default_manager.get(pk=pk)
            restore(
                row=known, point=point, user=signed_in(request), version=int(version), reason=reason
            )
        except StaleVersion:
            messages.error(
                request,
                _("Somebody has changed it since. Look first, then restore if you will."),
            )
        except Conflict as conflict:
            rows = ", ".join(map(str, conflict.rows))
            messages.error(request, _("This hangs on what would go: %s.") % rows)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        except ValueError:
            return HttpResponse(_("A moment and a version are needed."), status=400)
        else:
            messages.success(request, _("It stands as it stood then."))
        return HttpResponseRedirect(self._address(row, "history"))

    def _name(self, door: str) -> str:
        meta = self.admin.opts
        return f"{meta.app_label}_{meta.model_name}_{door}"

    def _address(self, row: Model, door: str) -> str:
        return reverse(f"admin:{self._name(door)}", args=[row.pk])
