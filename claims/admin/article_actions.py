"""Acts on several articles of the list at once."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.admin.bulk import Asked, bulk_page
from claims.admin.bulk_forms import AssignForm, ExportForm, NothingAsked, StateForm, TagsForm
from claims.admin.exporting import exported
from claims.models import Claim
from claims.services.bulk_acts import ARTICLE_ACTS

Answer = HttpResponseBase | None


def _exported(request: HttpRequest, chosen: QuerySet[Article], values: dict[str, Any]) -> Any:
    of_current = Claim.objects.filter(
        article_text__article__in=chosen.order_by(), article_text__is_current=True
    )
    return exported(request, of_current, values)


ASSIGN = Asked(_("Assign articles"), ARTICLE_ACTS["assign"], AssignForm)
STATE = Asked(_("Set the state of articles"), ARTICLE_ACTS["state"], StateForm)
TAG = Asked(_("Put tags on articles"), ARTICLE_ACTS["tag"], TagsForm)
UNTAG = Asked(_("Take tags off articles"), ARTICLE_ACTS["untag"], TagsForm)
EXTRACT = Asked(
    _("Extract claims again"),
    ARTICLE_ACTS["extract"],
    NothingAsked,
    _("What this engine has read already stays as it is, and so does what editors have touched."),
)
EXPORT = Asked(
    _("Export the claims of articles"), ARTICLE_ACTS["export"], ExportForm, answer=_exported
)


class ArticleActions:
    actions = [
        "assign_articles",
        "set_state",
        "tag_articles",
        "untag_articles",
        "extract_again",
        "export_articles",
    ]

    @admin.action(description=_("Assign …"), permissions=["change"])
    def assign_articles(self, request: HttpRequest, queryset: QuerySet[Article]) -> Answer:
        return bulk_page(self, request, queryset, ASSIGN)

    @admin.action(description=_("Set the state …"), permissions=["change"])
    def set_state(self, request: HttpRequest, queryset: QuerySet[Article]) -> Answer:
        return bulk_page(self, request, queryset, STATE)

    @admin.action(description=_("Put tags on …"), permissions=["change"])
    def tag_articles(self, request: HttpRequest, queryset: QuerySet[Article]) -> Answer:
        return bulk_page(self, request, queryset, TAG)

    @admin.action(description=_("Take tags off …"), permissions=["change"])
    def untag_articles(self, request: HttpRequest, queryset: QuerySet[Article]) -> Answer:
        return bulk_page(self, request, queryset, UNTAG)

    @admin.action(description=_("Extract claims again …"), permissions=["change"])
    def extract_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> Answer:
        return bulk_page(self, request, queryset, EXTRACT)

    @admin.action(description=_("Export their claims …"), permissions=["view"])
    def export_articles(self, request: HttpRequest, queryset: QuerySet[Article]) -> Answer:
        return bulk_page(self, request, queryset, EXPORT)
