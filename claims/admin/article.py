"""The desk of an article: its text with the claims marked, and the claims beside it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from articles.admin import ArticleAdmin, ArticleTextAdmin
from articles.models import Article, ArticleText
from claims.admin.article_notes import ArticleNotes
from claims.admin.desk_views import DeskViews
from claims.admin.timeline import TimelineAdmin
from claims.admin.values import values_text
from claims.models import Anchoring, Claim, ExtractionRun
from claims.selectors.anchorings import waiting_in
from claims.selectors.claims import chain, claims_with_everything
from claims.selectors.marked_text import Piece, marked_text
from claims.selectors.pages import unread_language
from claims.views.words import put

# Articles never know claims: the claims' own room puts them into the articles' pages.
admin.site.unregister(Article)
admin.site.unregister(ArticleText)


@dataclass(frozen=True)
class Card:
    """A claim beside the text. `outer` are the steps of its chain before its own source."""

    claim: Claim
    number: int  # as in the text; 0 where the claim was rejected and is not marked
    outer: list[Claim]
    values: str
    put: str  # "possible", "denied, planned"; empty where it is told as a fact


@dataclass(frozen=True)
class Desk:
    text: ArticleText
    versions: list[ArticleText]
    paragraphs: list[list[Piece]]
    cards: list[Card]
    may_rule: bool
    unread_language: str  # of a text without claims, where that is why
    anchorings: list[Anchoring]  # claims that an update left to be looked at


class ExtractionFilter(DropdownFilter):
    title = _("extraction")
    parameter_name = "extraction"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("done", _("done")), ("awaiting", _("awaiting"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ArticleText]
    ) -> QuerySet[ArticleText]:
        if self.value() == "awaiting":
            return awaiting_extraction(queryset)
        return queryset.filter(Exists(_finished())) if self.value() == "done" else queryset


def awaiting_extraction(texts: QuerySet[ArticleText]) -> QuerySet[ArticleText]:
    """Current texts that no engine has been over with success."""
    return texts.filter(~Exists(_finished()), is_current=True)


def _finished() -> QuerySet[ExtractionRun]:
    return ExtractionRun.objects.filter(
        article_text=OuterRef("pk"), finished_at__isnull=False, error=""
    )


@admin.register(ArticleText)
class ArticleTextDesk(ArticleTextAdmin):
    list_display = [*ArticleTextAdmin.list_display, "claim_count"]
    list_filter = [*ArticleTextAdmin.list_filter, ExtractionFilter]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleText]:
        return super().get_queryset(request).annotate(claim_count=Count("claims"))

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, text: ArticleText) -> int:
        return text.claim_count  # type: ignore[attr-defined]


@admin.register(Article)
class ArticleDesk(ArticleNotes, TimelineAdmin, DeskViews, ArticleAdmin):
    list_display = [*ArticleAdmin.list_display[:-1], "claim_count", "version_count"]
    change_form_outer_before_template = "admin/desk/desk.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        claims = (
            Claim.objects.filter(
                article_text__article=OuterRef("pk"), article_text__is_current=True
            )
            .order_by()
            .values("article_text__article")
            .annotate(n=Count("pk"))
        )
        return super().get_queryset(request).annotate(claim_count=Subquery(claims.values("n")[:1]))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := kwargs.get("obj"):
            context["desk"] = desk = _desk(obj, request)
            context["subtitle"] = desk.text.title if desk else None
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, article: Article) -> int:
        return article.claim_count or 0  # type: ignore[attr-defined]


def _desk(article: Article, request: HttpRequest) -> Desk | None:
    """The desk over the version that `?version=` names, else the current one."""
    versions = list(article.texts.select_related("wire_service"))
    if not versions:
        return None
    asked = request.GET.get("version")
    text = next(
        (v for v in versions if str(v.version) == asked),
        next((v for v in versions if v.is_current), versions[-1]),
    )
    claims = list(claims_with_everything().filter(article_text=text).order_by("position", "pk"))
    standing = [claim for claim in claims if claim.status != Claim.Status.REJECTED]
    numbers = {claim.pk: number for number, claim in enumerate(standing, 1)}
    return Desk(
        text=text,
        versions=versions,
        paragraphs=marked_text(text, standing),
        cards=[
            Card(
                claim,
                numbers.get(claim.pk, 0),
                chain(claim)[:-1],
                values_text(claim.quantities.all()),
                put(claim.modality, claim.polarity),
            )
            for claim in claims
        ],
        may_rule=request.user.has_perm("claims.change_claim"),
        unread_language="" if claims else unread_language(text),
        anchorings=waiting_in(article) if len(versions) > 1 else [],
    )
