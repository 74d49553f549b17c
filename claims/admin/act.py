"""What editors did, and the doors by which they take it back."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import DropdownFilter, RangeDateFilter, RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin, signed_in
from articles.models import ArticleText
from claims.admin.addresses import admin_address, admin_link
from claims.admin.sending import back
from claims.models import Act
from claims.selectors.recorded import touched_claims
from claims.services import Conflict, NothingToUndo
from claims.services.allowed import may_take_back
from claims.services.undoing import done_by, redo, undo, undo_act, undone_by
from claims.services.verbs import REDO, UNDO, VERBS, is_undoable, root, verb_words


class VerbFilter(DropdownFilter):
    title = gettext_lazy("act")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(verb, str(about.words)) for verb, about in VERBS.items() if verb]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Act]) -> QuerySet[Act]:
        verb = self.value()
        return queryset.filter(verb__in=[verb, UNDO + verb, REDO + verb]) if verb else queryset


class WhoseFilter(DropdownFilter):
    title = gettext_lazy("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", gettext_lazy("my acts")), ("others", gettext_lazy("others’ acts"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Act]) -> QuerySet[Act]:
        if self.value() == "mine":
            return queryset.filter(user=signed_in(request))
        return queryset.exclude(user=signed_in(request)) if self.value() else queryset


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    """Who did what, latest first. An act is taken back by an act."""

    list_display = ["at", "user", "what", "about", "article_link", "reason", "stands"]
    list_display_links = None
    list_select_related = ["user", "claim", "article", "undone_by"]
    list_filter = [
        WhoseFilter,
        ("user", RelatedDropdownFilter),
        VerbFilter,
        ("at", RangeDateFilter),
    ]
    search_fields = ["reason", "claim__headline_en", "claim__headline_zh"]
    search_help_text = gettext_lazy("Reason or headline")
    date_hierarchy = "at"
    ordering = ["-id"]
    fields = ["at", "user", "what", "about", "article_link", "reason", "stands"]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("undo/", wrap(undo_view), name="claims_act_undo"),
            path("redo/", wrap(redo_view), name="claims_act_redo"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Act]:
        current = ArticleText.objects.filter(article=OuterRef("article"), is_current=True)
        return super().get_queryset(request).annotate(title=Subquery(current.values("title")[:1]))

    @display(description=gettext_lazy("act"), ordering="verb")
    def what(self, act: Act) -> str:
        words = verb_words(act.verb)
        if is_undoable(act.verb):
            return words
        said = _("cannot be undone")
        return format_html('{} <span class="desk-quiet">· {}</span>', words, said)

    @display(description=gettext_lazy("claim"))
    def about(self, act: Act) -> str:
        if act.claim_id and act.claim is None:
            return _("%s, undone") % act.claim_id
        return admin_link(act.claim)

    @display(description=gettext_lazy("article"))
    def article_link(self, act: Act) -> str:
        return admin_link(act.article, act.title or "")  # type: ignore[attr-defined]

    @display(description=gettext_lazy("stands"), boolean=True)
    def stands(self, act: Act) -> bool:
        return not hasattr(act, "undone_by")


@require_POST
def undo_view(request: HttpRequest) -> HttpResponse:
    """Take back the latest act of whoever asks, or the one of theirs that `act` names."""
    user, named = signed_in(request), request.POST.get("act", "")
    if not named.isdigit():
        return _answer(request, done_by(user).first(), lambda: undo(user))
    act = done_by(user).filter(pk=named).first()
    return _answer(request, act, lambda: undo_act(act, user) if act else undo(user))


@require_POST
def redo_view(request: HttpRequest) -> HttpResponse:
    """Do again what whoever asks has undone last."""
    user = signed_in(request)
    return _answer(request, undone_by(user).first(), lambda: redo(user))


def _answer(request: HttpRequest, act: Act | None, take_back: Callable[[], Act]) -> HttpResponse:
    if act is None:
        return _refuse(request, _("There is nothing to undo or to do again."), 409)
    try:
        if not may_take_back(act, signed_in(request)):
            raise PermissionDenied(_("You may not write such rows any more."))
        done = take_back()
    except PermissionDenied as refused:
        if _wants_json(request):
            return JsonResponse({"error": str(refused)}, status=403)
        raise
    except NothingToUndo:
        return _refuse(request, _("There is nothing to undo or to do again."), 409)
    except Conflict as conflict:
        said = _("Changed since, so it stays as it is: %s.") % ", ".join(map(str, conflict.rows))
        return _refuse(request, said, 409, [asdict(row) for row in conflict.rows])
    if not _wants_json(request):
        return back(request, reverse("admin:claims_act_changelist"))
    return JsonResponse(
        {
            "undone" if done.verb.startswith(UNDO) else "redone": verb_words(root(done.verb)),
            "claims": sorted(touched_claims(done)),
            "article": done.article_id,
            "url": admin_address(done.article) if done.article else None,
        }
    )


def _refuse(
    request: HttpRequest, said: str, status: int, rows: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": said, "rows": list(rows)}, status=status)
    messages.error(request, said)
    return back(request, reverse("admin:claims_act_changelist"))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
