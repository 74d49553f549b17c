"""The desk of an article: its text with the claims marked, and the claims beside it."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from articles.admin import ArticleAdmin, ArticleTextAdmin
from articles.models import Article, ArticleText
from claims.admin.article_desk import desk_of
from claims.admin.article_notes import ArticleNotes
from claims.admin.article_work import ArticleWork
from claims.admin.desk_views import DeskViews
from claims.admin.searching import SearchedAdmin
from claims.models import Claim, ExtractionRun, SearchKind

# Articles never know claims: the claims' own room puts them into the articles' pages.
admin.site.unregister(Article)
admin.site.unregister(ArticleText)


FINDS = _("Words of the text and its title, “a phrase”, -without; or the address")


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
class ArticleTextDesk(SearchedAdmin, ArticleTextAdmin):
    search_kind = SearchKind.ARTICLE
    search_help_text = FINDS
    list_display = [*ArticleTextAdmin.list_display, "claim_count"]
    list_filter = [*ArticleTextAdmin.list_filter, ExtractionFilter]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleText]:
        return super().get_queryset(request).annotate(claim_count=Count("claims"))

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, text: ArticleText) -> int:
        return text.claim_count  # type: ignore[attr-defined]


@admin.register(Article)
class ArticleDesk(SearchedAdmin, ArticleNotes, DeskViews, ArticleWork, ArticleAdmin):
    search_kind = SearchKind.ARTICLE
    search_through = "texts"
    search_help_text = FINDS
    list_display = [
        *ArticleAdmin.list_display[:-1],
        *ArticleWork.work_columns,
        "claim_count",
        "version_count",
    ]
    list_select_related = [*ArticleAdmin.list_select_related, "assignee"]
    list_filter = [*ArticleWork.work_filters, *ArticleAdmin.list_filter]
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
            context["desk"] = desk = desk_of(obj, request)
            context["subtitle"] = desk.text.title if desk else None
            if desk and request.headers.get("X-Desk") == "parts":
                # The page's script asks for the text and the cards anew, after an act.
                return render(
                    request, "admin/desk/split.html", {**context, "original": obj, "scripted": True}
                )
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, article: Article) -> int:
        return article.claim_count or 0  # type: ignore[attr-defined]
