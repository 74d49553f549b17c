"""The page of an object's history: its timeline, from which it can be put back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from claims.admin.timeline_words import point_read, told
from claims.selectors.timeline import rows_of, timeline
from claims.services import Conflict, StaleVersion
from claims.services.restoring import PARTS, restore


class TimelineAdmin:
    """For the ModelAdmins whose objects editors act on."""

    def get_urls(self) -> list[URLPattern]:
        meta = self.opts  # type: ignore[attr-defined]
        door = path(
            "<int:pk>/restore/",
            self.admin_site.admin_view(self.restore_view),  # type: ignore[attr-defined]
            name=f"{meta.app_label}_{meta.model_name}_restore",
        )
        own = [door] if self._restorable else []
        return [*own, *super().get_urls()]  # type: ignore[misc]

    @property
    def _restorable(self) -> bool:
        return self.model in PARTS  # type: ignore[attr-defined]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        page = request.GET.get("page", "")
        number = max(1, int(page)) if page.isdigit() and len(page) < 7 else 1
        moments, pages = timeline(rows_of(obj), number)
        may_change = self.has_change_permission(request, obj)  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History: %s") % obj,
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": obj,
            "original": obj,
            "moments": told(moments),
            "page": number,
            "pages": range(1, pages + 1),
            "restore": self._address(obj) if may_change and self._restorable else "",
            "whole": not self._restorable,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/timeline.html", context)

    @method_decorator(require_POST)
    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row: Any = self.get_object(request, str(pk))  # type: ignore[attr-defined]
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        version, reason = request.POST.get("version", ""), request.POST.get("reason", "")
        try:
            point = point_read(request.POST.get("point", ""))
            known = self.model._default_manager.get(pk=pk)  # type: ignore[attr-defined]
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

    def _address(self, row: Any, door: str = "restore") -> str:
        meta = self.opts  # type: ignore[attr-defined]
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{door}", args=[row.pk])
