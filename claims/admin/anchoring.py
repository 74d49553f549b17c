from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import ReadOnlyAdmin, signed_in
from articles.differing import Run
from claims.admin.addresses import admin_address, admin_link
from claims.models import Anchoring, Claim
from claims.selectors.anchorings import waiting_anchorings, wording, words_of
from claims.services import (
    StaleVersion,
    anchoring_place,
    anchoring_refuse,
    anchoring_settle,
    claim_edit,
)

METHOD_COLOURS = {"exact": "success", "position": "success", "fuzzy": "warning", "none": "danger"}


@dataclass(frozen=True)
class AnchoringPanel:
    """What stands above an anchoring's fields. `stands`: the claim is where it was found."""

    row: Anchoring
    was: tuple[Run, ...]
    now: tuple[Run, ...]
    moved: bool
    stands: bool
    may_settle: bool
    words: list[tuple[int, str, str, str]]  # of each span: key, part, what it was, what it may be


class StateFilter(DropdownFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("to be looked at")), ("settled", _("settled")), ("all", _("all"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Anchoring]) -> QuerySet[Anchoring]:
        if self.value() == "waiting":
            return queryset.filter(pk__in=waiting_anchorings().values("pk"))
        if self.value() == "settled":
            return queryset.filter(settled_at__isnull=False)
        return queryset


@admin.register(Anchoring)
class AnchoringAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Claims that an update of their article has moved or left behind."""

    keeps_history = True
    list_display = [
        "headline",
        "article_link",
        "method_label",
        "was",
        "now",
        "reason_shown",
    ]
    list_filter = [StateFilter, ("method", ChoicesDropdownFilter)]
    list_per_page = 25
    search_fields = ["claim__headline_en", "claim__headline_zh", "to_text__title"]
    date_hierarchy = "created_at"
    actions = ["settle_anchorings"]
    fields = [
        "claim_link",
        "article_link",
        ("method", "score"),
        "why",
        "created_at",
        ("settled_by", "settled_at"),
    ]
    readonly_fields = ["claim_link", "article_link", "why"]
    change_form_outer_before_template = "admin/desk/anchoring.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Anchoring]:
        rows = super().get_queryset(request)
        return rows.select_related("claim", "from_text", "to_text__article", "settled_by")

    def has_settle_permission(self, request: HttpRequest, obj: Anchoring | None = None) -> bool:
        return request.user.has_perm("claims.change_anchoring")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        """The queue, unless something else is asked for."""
        bare = request.method == "GET" and not request.GET
        if bare and self.has_view_permission(request):
            return HttpResponseRedirect(f"{request.path}?state=waiting")
        return super().changelist_view(
            request, {"title": _("Unanchored after an update"), **(extra_context or {})}
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.rule_view)
        return [path("<int:pk>/rule/", view, name="claims_anchoring_rule"), *super().get_urls()]

    @method_decorator(require_POST)
    def rule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One editor's act on one anchoring, on the version of the claim that was seen."""
        if not self.has_settle_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Anchoring.objects.select_related("claim"), pk=pk)
        ruling, version = request.POST.get("ruling", ""), request.POST.get("version", "")
        if ruling not in RULINGS or not version.isdigit():
            return HttpResponse(_("A ruling names an act and a version."), status=400)
        if ruling == "reject" and not request.user.has_perm("claims.change_claim"):
            raise PermissionDenied
        try:
            RULINGS[ruling](row, signed_in(request), int(version), request.POST)
        except StaleVersion:
            messages.error(request, _("Somebody else has changed the claim meanwhile. Look again."))
            return HttpResponseRedirect(admin_address(row))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return HttpResponseRedirect(admin_address(row))
        messages.success(request, _("The ruling is kept."))
        return HttpResponseRedirect(reverse("admin:claims_anchoring_changelist"))

    @admin.action(
        description=gettext_lazy("Seen: leave them where they are"), permissions=["settle"]
    )
    def settle_anchorings(self, request: HttpRequest, queryset: QuerySet[Anchoring]) -> None:
        count = 0
        for row in queryset.filter(settled_at=None).select_related("claim"):
            try:
                anchoring_settle(anchoring=row, user=signed_in(request), version=row.claim.version)
                count += 1
            except StaleVersion:
                messages.warning(request, _("Changed meanwhile: %s") % row.claim)
        said = ngettext("%d claim settled.", "%d claims settled.", count) % count
        self.message_user(request, said)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := kwargs.get("obj"):
            was, now = wording(obj)
            moved = obj.method != Anchoring.Method.NONE
            stands = moved and obj.claim.article_text_id == obj.to_text_id
            may = self.has_settle_permission(request)
            context["subtitle"] = str(obj.claim)
            placing = (
                [] if moved or obj.claim.article_text_id != obj.from_text_id else words_of(obj)
            )
            context["panel"] = AnchoringPanel(obj, was, now, moved, stands, may, placing)
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description=gettext_lazy("claim"))
    def headline(self, row: Anchoring) -> str:
        return row.claim.headline

    @display(description=gettext_lazy("claim"))
    def claim_link(self, row: Anchoring) -> str:
        return admin_link(row.claim)

    @display(description=gettext_lazy("article"))
    def article_link(self, row: Anchoring) -> str:
        return format_html(
            '<span class="desk-why">{} <a class="text-link" href="{}">{}</a></span>',
            admin_link(row.to_text.article, row.to_text.title),
            reverse(
                "article-diff",
                args=[row.to_text.article_id, row.from_text.version, row.to_text.version],
            ),
            _("version %(old)s → %(new)s")
            % {"old": row.from_text.version, "new": row.to_text.version},
        )

    @display(description=gettext_lazy("found by"), ordering="method", label=METHOD_COLOURS)
    def method_label(self, row: Anchoring) -> tuple[str, str]:
        return row.method, row.get_method_display()

    @display(description=gettext_lazy("what it was"))
    def was(self, row: Anchoring) -> str:
        return _words("was", row.from_text.language, wording(row)[0], "del", _("removed:"))

    @display(description=gettext_lazy("what it is now"))
    def now(self, row: Anchoring) -> str:
        return _words("now", row.to_text.language, wording(row)[1], "ins", _("added:"))

    @display(description=gettext_lazy("reason"))
    def reason_shown(self, row: Anchoring) -> str:
        return format_html('<span class="desk-why">{}</span>', row.why or "–")

    @display(description=gettext_lazy("reason"))
    def why(self, row: Anchoring) -> str:
        return row.why or "–"


def _words(name: str, language: str, runs: tuple[Run, ...], tag: str, said: str) -> str:
    shown = render_to_string("admin/desk/runs.html", {"runs": runs, "tag": tag, "said": said})
    return format_html('<span class="desk-word-{}" lang="{}">{}</span>', name, language, shown)


def _settle(row: Anchoring, user: Any, version: int, _typed: Mapping[str, str]) -> None:
    anchoring_settle(anchoring=row, user=user, version=version)


def _refuse(row: Anchoring, user: Any, version: int, _typed: Mapping[str, str]) -> None:
    anchoring_refuse(anchoring=row, user=user, version=version)


def _reject(row: Anchoring, user: Any, version: int, _typed: Mapping[str, str]) -> None:
    claim_edit(claim=row.claim, user=user, version=version, status=Claim.Status.REJECTED)


def _place(row: Anchoring, user: Any, version: int, typed: Mapping[str, str]) -> None:
    quotes = {
        int(name.removeprefix("words-")): words
        for name, words in typed.items()
        if name.startswith("words-") and name.removeprefix("words-").isdecimal()
    }
    anchoring_place(anchoring=row, user=user, version=version, quotes=quotes)


RULINGS = {"settle": _settle, "refuse": _refuse, "reject": _reject, "place": _place}
