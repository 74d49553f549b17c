from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from claims.admin.addresses import admin_address, admin_link
from claims.admin.queues import LinkQueueFilter, link_tabs
from claims.models import Link
from claims.selectors.reasons import reason_words
from claims.services import link_judge, link_undo


@admin.register(Link)
class LinkAdmin(HistoryAdmin, KeptAdmin):
    """Judgements on two claims. A judgement is undone, never changed or deleted."""

    list_display = [
        "relation",
        "first_link",
        "second_link",
        "judgement",
        "reason",
        "suggested",
        "created_by",
        "created_at",
        "standing",
    ]
    list_select_related = ["first", "second", "created_by"]
    list_before_template = "admin/desk/queues.html"
    list_filter = [
        LinkQueueFilter,
        ("relation", ChoicesDropdownFilter),
        ("judgement", ChoicesDropdownFilter),
        ("undone_at", admin.EmptyFieldListFilter),
        ("created_by", RelatedDropdownFilter),
    ]
    search_fields = [
        "first__headline_en",
        "first__headline_zh",
        "second__headline_en",
        "second__headline_zh",
    ]
    date_hierarchy = "created_at"
    autocomplete_fields = ["first", "second"]
    actions = ["undo_links"]
    change_form_outer_after_template = "admin/desk/link_undo.html"

    def get_fields(self, request: HttpRequest, obj: Link | None = None) -> list:
        if obj is None:
            return ["first", "second", "relation", "judgement", "reason"]
        return [
            "first_link",
            "second_link",
            ("relation", "judgement"),
            "reason",
            ("suggested", "why"),
            ("created_by", "created_at"),
            ("undone_by", "undone_at"),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Link | None = None) -> list[str]:
        return ["first_link", "second_link", "suggested", "why"] if obj else []

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        tabs = {"queue_tabs": link_tabs(request)}
        return super().changelist_view(request, {**tabs, **(extra_context or {})})

    def has_change_permission(self, request: HttpRequest, obj: Link | None = None) -> bool:
        return False

    def has_undo_permission(self, request: HttpRequest, obj: Link | None = None) -> bool:
        return request.user.has_perm("claims.change_link")

    def save_model(self, request: HttpRequest, obj: Link, form: ModelForm, change: bool) -> None:
        link = link_judge(
            first=obj.first,
            second=obj.second,
            relation=obj.relation,
            judgement=obj.judgement,
            user=signed_in(request),
            reason=obj.reason,
        )
        obj.pk = link.pk

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="claims_link_undo"), *super().get_urls()]

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_undo_permission(request):
            raise PermissionDenied
        link = get_object_or_404(Link, pk=pk)
        if link.undone_at is None:
            link_undo(link=link, user=signed_in(request))
            messages.success(request, _("The judgement is undone."))
        return HttpResponseRedirect(admin_address(link))

    @admin.action(description=gettext_lazy("Undo the judgement"), permissions=["undo"])
    def undo_links(self, request: HttpRequest, queryset: QuerySet[Link]) -> None:
        standing = list(queryset.filter(undone_at__isnull=True))
        for link in standing:
            link_undo(link=link, user=signed_in(request))
        count = len(standing)
        said = ngettext("%d judgement undone.", "%d judgements undone.", count) % count
        self.message_user(request, said)

    @display(description=gettext_lazy("claim"))
    def first_link(self, link: Link) -> str:
        return admin_link(link.first)

    @display(description=gettext_lazy("other claim"))
    def second_link(self, link: Link) -> str:
        return admin_link(link.second)

    @display(description=gettext_lazy("stands"), boolean=True)
    def standing(self, link: Link) -> bool:
        return link.undone_at is None

    @display(description=gettext_lazy("suggested as"), ordering="score")
    def suggested(self, link: Link) -> str:
        if link.score is None:
            return "–"
        return f"{link.get_suggested_relation_display()} ({link.score:.2f})"

    @display(description=gettext_lazy("reasons of the suggestion"))
    def why(self, link: Link) -> str:
        return "; ".join(map(reason_words, link.reasons)) or "–"
