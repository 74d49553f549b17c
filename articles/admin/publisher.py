"""Publishers and who owns them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from articles.admin.versioned import VersionedAdmin, VersionedForm
from articles.models import OwnerGroup, Publisher, PublisherDomain, PublisherName
from articles.reading.rules import publisher_named
from articles.reading.wires import wire_named
from articles.services.publisher_editing import (
    PublisherChanges,
    owner_group_create,
    owner_group_edit,
    publisher_create,
    publisher_domain_add,
    publisher_domain_remove,
    publisher_edit,
    publisher_name_add,
    publisher_name_remove,
)


class OwnerGroupForm(VersionedForm):
    class Meta:
        model = OwnerGroup
        fields = ["name"]


class PublisherForm(VersionedForm):
    class Meta:
        model = Publisher
        fields = ["name", "slug", *PublisherChanges.__annotations__]


@admin.register(OwnerGroup)
class OwnerGroupAdmin(VersionedAdmin, HistoryAdmin, KeptAdmin):
    form = OwnerGroupForm
    fieldsets = [(None, {"fields": ["name"]})]
    list_display = ["name", "publisher_count"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OwnerGroup]:
        return super().get_queryset(request).annotate(publisher_count=Count("publishers"))

    def save_model(
        self, request: HttpRequest, obj: OwnerGroup, form: OwnerGroupForm, change: bool
    ) -> None:
        sent, user = form.cleaned_data, signed_in(request)
        if not change:
            obj.pk = owner_group_create(name=sent["name"], user=user).pk
        elif form.changed_values():
            version = sent["seen_version"]
            owner_group_edit(group=obj, user=user, version=version, name=sent["name"])

    @display(description=gettext_lazy("publishers"), ordering="publisher_count")
    def publisher_count(self, group: OwnerGroup) -> int:
        return group.publisher_count  # type: ignore[attr-defined]


@admin.register(Publisher)
class PublisherAdmin(VersionedAdmin, HistoryAdmin, KeptAdmin):
    form = PublisherForm
    list_display = ["name", "domain", "owner_group", "is_wire_service", "article_count"]
    list_select_related = ["owner_group"]
    list_filter = [
        ("owner_group", RelatedDropdownFilter),
        ("is_wire_service", admin.BooleanFieldListFilter),
    ]
    search_fields = ["name", "domain"]
    search_help_text = gettext_lazy("Any of its names or domains")
    autocomplete_fields = ["owner_group"]
    change_form_outer_after_template = "admin/desk/publisher_panels.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "slug"),
                    ("domain", "owner_group"),
                    "is_wire_service",
                    "notes",
                ]
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Publisher], search_term: str
    ) -> tuple[QuerySet[Publisher], bool]:
        words = search_term.replace("\x00", "").strip()
        if not words:
            return queryset, False
        known = publisher_named(words) or wire_named(words)
        found = (
            Q(name__icontains=words)
            | Q(domain__icontains=words)
            | Q(name=known.name if known else "")
            | Q(pk__in=PublisherName.objects.filter(name__icontains=words).values("publisher"))
            | Q(pk__in=PublisherDomain.objects.filter(domain__icontains=words).values("publisher"))
        )
        return queryset.filter(found), False

    def get_readonly_fields(self, request: HttpRequest, obj: Publisher | None = None) -> list[str]:
        return ["slug"] if obj else []  # an address that others cite

    def get_prepopulated_fields(self, request: HttpRequest, obj: Publisher | None = None) -> dict:
        return {} if obj else {"slug": ["name"]}

    def save_model(
        self, request: HttpRequest, obj: Publisher, form: PublisherForm, change: bool
    ) -> None:
        sent, user = form.cleaned_data, signed_in(request)
        if not change:
            obj.pk = publisher_create(user=user, **sent).pk
        elif changes := form.changed_values():
            publisher_edit(publisher=obj, user=user, version=sent["seen_version"], **changes)

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "articles_publisher"
        return [
            path("<int:pk>/names/", wrap(self.name_add_view), name=f"{name}_name_add"),
            path(
                "<int:pk>/names/<int:row>/", wrap(self.name_remove_view), name=f"{name}_name_remove"
            ),
            path("<int:pk>/domains/", wrap(self.domain_add_view), name=f"{name}_domain_add"),
            path(
                "<int:pk>/domains/<int:row>/",
                wrap(self.domain_remove_view),
                name=f"{name}_domain_remove",
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def name_add_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        publisher, sent = _publisher(request, pk), request.POST
        return _said(
            request,
            publisher,
            lambda: publisher_name_add(
                publisher=publisher,
                user=signed_in(request),
                name=sent.get("name", ""),
                language=sent.get("language", ""),
            ),
        )

    @method_decorator(require_POST)
    def name_remove_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        publisher = _publisher(request, pk)
        name = get_object_or_404(PublisherName, pk=row, publisher=publisher)
        publisher_name_remove(name=name, user=signed_in(request))
        return _back(publisher)

    @method_decorator(require_POST)
    def domain_add_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        publisher, domain = _publisher(request, pk), request.POST.get("domain", "")
        return _said(
            request,
            publisher,
            lambda: publisher_domain_add(
                publisher=publisher, user=signed_in(request), domain=domain
            ),
        )

    @method_decorator(require_POST)
    def domain_remove_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        publisher = _publisher(request, pk)
        domain = get_object_or_404(PublisherDomain, pk=row, publisher=publisher)
        publisher_domain_remove(domain=domain, user=signed_in(request))
        return _back(publisher)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if publisher := kwargs.get("obj"):
            context["panels"] = {
                "publisher": publisher,
                "rules": publisher_named(publisher.name) or wire_named(publisher.name),
                "names": list(publisher.names.all()),
                "domains": list(publisher.domains.all()),
                "may_change": self.has_change_permission(request, publisher),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description=gettext_lazy("articles"), ordering="article_count")
    def article_count(self, publisher: Publisher) -> int:
        return publisher.article_count  # type: ignore[attr-defined]


def _publisher(request: HttpRequest, pk: int) -> Publisher:
    if not request.user.has_perm("articles.change_publisher"):
        raise PermissionDenied
    return get_object_or_404(Publisher, pk=pk)


def _said(request: HttpRequest, publisher: Publisher, act: Any) -> HttpResponse:
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Imports find the publisher by it from now on."))
    return _back(publisher)


def _back(publisher: Publisher) -> HttpResponse:
    address = reverse("admin:articles_publisher_change", args=[publisher.pk])
    return HttpResponseRedirect(f"{address}#names")
