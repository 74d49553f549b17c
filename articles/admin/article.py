from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateFilter, RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, ReadOnlyAdmin, signed_in
from articles.admin.language import CurrentTextLanguageFilter, TextLanguageFilter
from articles.models import Article, ArticleText
from articles.selectors import reprints_of
from articles.services.acts import act_of


@admin.register(Article)
class ArticleAdmin(HistoryAdmin, KeptAdmin):
    """Articles come in by import; here an editor corrects whose they are."""

    list_display = ["title", "publisher", "published_on", "language", "version_count"]
    list_select_related = ["publisher"]
    list_filter = [
        ("publisher", RelatedDropdownFilter),
        CurrentTextLanguageFilter,
        ("created_at", RangeDateFilter),
    ]
    search_fields = ["texts__title", "texts__byline", "canonical_url", "publisher__name"]
    search_help_text = _("Title, byline, address or publisher")
    date_hierarchy = "created_at"
    autocomplete_fields = ["publisher"]
    fields = ["publisher", "canonical_url", "created_at"]
    readonly_fields = ["canonical_url", "created_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        current = ArticleText.objects.filter(article=OuterRef("pk"), is_current=True)
        versions = (
            ArticleText.objects.filter(article=OuterRef("pk"))
            .order_by()
            .values("article")
            .annotate(n=Count("pk"))
        )
        return (
            super()
            .get_queryset(request)
            .annotate(
                title=Subquery(current.values("title")[:1]),
                language=Subquery(current.values("language")[:1]),
                published_on=Subquery(current.values("published_on")[:1]),
                version_count=Subquery(versions.values("n")[:1]),
            )
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if article := kwargs.get("obj"):
            context["copies"] = reprints_of([article.pk]).get(article.pk, [])
            context["may_rule_copies"] = request.user.has_perm("articles.change_reprint")
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        with act_of(signed_in(request), "article.edit", article=obj):
            super().save_model(request, obj, form, change)

    def view_on_site(self, article: Article) -> str:
        return article.get_absolute_url()

    @display(description=_("title"), ordering="title")
    def title(self, article: Article) -> str:
        return article.title or str(article)  # type: ignore[attr-defined]

    @display(description=_("published on"), ordering="published_on")
    def published_on(self, article: Article) -> object:
        return article.published_on  # type: ignore[attr-defined]

    @display(description=_("language"), ordering="language")
    def language(self, article: Article) -> str:
        return article.language  # type: ignore[attr-defined]

    @display(description=_("versions"), ordering="version_count")
    def version_count(self, article: Article) -> int:
        return article.version_count or 0  # type: ignore[attr-defined]


@admin.register(ArticleText)
class ArticleTextAdmin(ReadOnlyAdmin):
    """Versions of articles: immutable, so only read."""

    list_display = ["title", "publisher", "version", "is_current", "language", "published_on"]
    list_select_related = ["article__publisher"]
    list_filter = [
        ("article__publisher", RelatedDropdownFilter),
        ("wire_service", RelatedDropdownFilter),
        TextLanguageFilter,
        "is_current",
        ("published_on", RangeDateFilter),
    ]
    search_fields = ["title", "byline", "sha256"]
    date_hierarchy = "published_on"
    ordering = ["-id"]
    fields = [
        "article_link",
        "title",
        ("byline", "wire_service"),
        ("version", "is_current"),
        ("published_on", "published_at"),
        ("language", "format"),
        ("created_at", "reader_version"),
        "original_link",
        "sha256",
        "text_shown",
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: ArticleText | None = None) -> list:
        return ["article_link", "original_link", "text_shown"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleText]:
        texts = super().get_queryset(request)
        match = request.resolver_match
        # A list need not carry the texts themselves.
        return texts.defer("text") if match and not match.kwargs.get("object_id") else texts

    @display(description=_("publisher"), ordering="article__publisher")
    def publisher(self, text: ArticleText) -> object:
        return text.article.publisher

    @display(description=_("article"))
    def article_link(self, text: ArticleText) -> str:
        address = reverse("admin:articles_article_change", args=[text.article_id])
        return format_html(
            '<a class="text-link" href="{}?version={}">{}</a>', address, text.version, text.title
        )

    @display(description=_("original"))
    def original_link(self, text: ArticleText) -> str:
        pages = (
            (reverse("admin:articles_original_change", args=[text.original_id]), _("How it came")),
            (reverse("admin:articles_original_download", args=[text.original_id]), _("Download")),
        )
        return format_html_join(" · ", '<a class="text-link" href="{}">{}</a>', pages)

    @display(description=_("text"))
    def text_shown(self, text: ArticleText) -> str:
        return format_html('<div class="desk-plain" lang="{}">{}</div>', text.language, text.text)
