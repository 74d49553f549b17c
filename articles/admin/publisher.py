from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin
from articles.models import Publisher


@admin.register(Publisher)
class PublisherAdmin(HistoryAdmin, KeptAdmin):
    list_display = ["name", "domain", "article_count"]
    search_fields = ["name", "domain"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @display(description=_("articles"), ordering="article_count")
    def article_count(self, publisher: Publisher) -> int:
        return publisher.article_count  # type: ignore[attr-defined]
