from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import (
    ChoicesDropdownFilter,
    RangeDateFilter,
    RangeNumericFilter,
    RelatedDropdownFilter,
)
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, ReadOnlyInline, signed_in
from articles.admin.versioned import VersionedAdmin
from claims.admin.addresses import admin_address, admin_link
from claims.admin.claim_actions import ClaimActions
from claims.admin.claim_acts import ClaimActs
from claims.admin.claim_comparing import ClaimComparing
from claims.admin.claim_filters import (
    AnonymityFilter,
    DimensionFilter,
    EditedFilter,
    LanguageFilter,
    QuantityFilter,
    SourceFilter,
)
from claims.admin.claim_form import ClaimForm
from claims.admin.claim_links import ClaimLinks
from claims.admin.claim_panels import claim_panels
from claims.admin.claim_work import ClaimWork
from claims.admin.searching import SearchedAdmin
from claims.admin.values import values_text
from claims.models import Claim, ClaimSpan, Quantity, SearchKind, TimeExpression
from claims.services import claim_edit
from claims.views import words

STATUS_COLOURS = {
    Claim.Status.EXTRACTED: "info",
    Claim.Status.ACCEPTED: "success",
    Claim.Status.REJECTED: "danger",
}


class SpanInline(ReadOnlyInline):
    model = ClaimSpan
    fields = ["part", "quote", "start", "end"]


class QuantityInline(ReadOnlyInline):
    model = Quantity
    fields = [
        "quote",
        "value",
        "low",
        "high",
        "approximate",
        "unit",
        "counted",
        "dimension",
        "modality",
        "polarity",
    ]
    show_change_link = True


class TimeInline(ReadOnlyInline):
    model = TimeExpression
    fields = ["quote", "relation", "begin", "finish", "granularity", "other_readings"]
    readonly_fields = ["other_readings"]

    @admin.display(description=_("other readings"))
    def other_readings(self, time: TimeExpression) -> str:
        return "; ".join(
            " – ".join(dict.fromkeys((date_format(begin), date_format(finish))))
            for begin, finish, _granularity in time.other_readings
        )


@admin.register(Claim)
class ClaimAdmin(
    SearchedAdmin,
    ClaimWork,
    ClaimLinks,
    ClaimComparing,
    ClaimActs,
    ClaimActions,
    VersionedAdmin,
    HistoryAdmin,
    KeptAdmin,
):
    form = ClaimForm
    list_display = [
        "headline",
        "source_link",
        "values",
        "kind",
        "modality_shown",
        "status_label",
        "confidence_shown",
        "publisher",
        "published_on",
    ]
    list_select_related = ["source", "article_text__article__publisher"]
    list_filter = [
        *ClaimWork.work_filters,
        ("status", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        ("modality", ChoicesDropdownFilter),
        ("polarity", ChoicesDropdownFilter),
        DimensionFilter,
        AnonymityFilter,
        ("article_text__article__publisher", RelatedDropdownFilter),
        LanguageFilter,
        QuantityFilter,
        SourceFilter,
        EditedFilter,
        ("confidence", RangeNumericFilter),
        ("article_text__published_on", RangeDateFilter),
    ]
    search_fields = [
        "headline_en",
        "headline_zh",
        "source__label_en",
        "source__label_zh",
        "speaker_name",
        "article_text__title",
    ]
    search_kind = SearchKind.CLAIM
    search_help_text = _("Words of the claim and its source, “a phrase”, -without")
    date_hierarchy = "article_text__published_on"
    ordering = ["-id"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("status", "kind"),
                    ("modality", "polarity"),
                    "source",
                    "parent",
                    "seen_version",
                ]
            },
        ),
        (
            _("Speaker"),
            {
                "fields": [
                    ("speaker_name", "speaker_name_latin"),
                    ("speaker_role", "speaker_affiliation"),
                    "anonymous",
                ]
            },
        ),
        (_("Headlines"), {"fields": ["headline_en", "headline_zh"]}),
        (
            _("Origin of this row"),
            {"fields": ["article_link", "run_link", ("edited_by", "edited_at"), "version"]},
        ),
    ]
    readonly_fields = ["article_link", "run_link", "edited_by", "edited_at", "version"]
    inlines = [SpanInline, QuantityInline, TimeInline]
    warn_unsaved_form = True
    change_form_outer_before_template = "admin/desk/claim_text.html"
    change_form_outer_after_template = "admin/desk/claim_panels.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims = super().get_queryset(request)
        match = request.resolver_match
        if match and "object_id" in match.kwargs:
            return claims.select_related("article_text__article__publisher", "source", "run")
        return claims.defer("article_text__text").prefetch_related("quantities")

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> list:
        if self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        # A reader is shown the version, not the field that carries it.
        return [
            (name, {"fields": [field for field in options["fields"] if field != "seen_version"]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # A claim made by hand needs spans: the desk of the article marks them.

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/annotate/", wrap(self.annotate_view), name="claims_claim_annotate"),
            path("<int:pk>/rule/", wrap(self.rule_view), name="claims_claim_rule"),
            path("<int:pk>/rate/", wrap(self.rate_view), name="claims_claim_rate"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := kwargs.get("obj"):
            context["panels"] = claim_panels(obj, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Claim, form: ClaimForm, change: bool) -> None:
        if changes := form.changed_values():
            claim_edit(
                # The form has already written on `obj`; the service is given the stored row.
                claim=Claim.objects.get(pk=obj.pk),
                user=signed_in(request),
                version=form.cleaned_data["seen_version"],
                **changes,
            )

    def view_on_site(self, claim: Claim) -> str:
        return claim.get_absolute_url()

    @display(description=_("headline"))
    def headline(self, claim: Claim) -> str:
        return claim.headline

    @display(description=_("source"), ordering="source__label_en")
    def source_link(self, claim: Claim) -> str:
        return admin_link(claim.source)

    @display(description=_("values"))
    def values(self, claim: Claim) -> str:
        return values_text(claim.quantities.all())

    @display(description=_("modality"), ordering="modality")
    def modality_shown(self, claim: Claim) -> str:
        return words.put(claim.modality, claim.polarity) or claim.get_modality_display()

    @display(description=_("status"), ordering="status", label=STATUS_COLOURS)
    def status_label(self, claim: Claim) -> tuple[str, str]:
        return claim.status, claim.get_status_display()

    @display(description=_("confidence"), ordering="confidence")
    def confidence_shown(self, claim: Claim) -> str:
        return "–" if claim.confidence is None else f"{claim.confidence:.0%}"

    @display(description=_("publisher"), ordering="article_text__article__publisher__name")
    def publisher(self, claim: Claim) -> object:
        return claim.article_text.article.publisher

    @display(description=_("published on"), ordering="article_text__published_on")
    def published_on(self, claim: Claim) -> object:
        return claim.article_text.published_on

    @display(description=_("article"))
    def article_link(self, claim: Claim) -> str:
        address = admin_address(claim.article_text.article)
        text = claim.article_text
        return format_html(
            '<a class="text-link" href="{}?version={}#card-{}">{}</a>',
            address,
            text.version,
            claim.pk,
            text.title,
        )

    @display(description=_("extraction run"))
    def run_link(self, claim: Claim) -> str:
        return admin_link(claim.run)
