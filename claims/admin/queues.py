"""The queues above the lists of articles and claims: tabs with their sizes, each an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import DropdownFilter

from articles.admin.keeping import signed_in
from claims.models import Link
from claims.selectors.anchorings import waiting_anchorings
from claims.selectors.links import suggestions_waiting
from claims.selectors.queues import (
    ARTICLE_QUEUES,
    CLAIM_QUEUES,
    article_queue_sizes,
    claim_queue_sizes,
    in_article_queue,
    in_claim_queue,
)


@dataclass(frozen=True)
class Tab:
    name: str
    title: str
    address: str
    size: int | None  # of a queue that holds what another holds, in another order: None
    here: bool


class QueueFilter(DropdownFilter):
    """`?queue=mine`; a queue that there is not narrows nothing."""

    title = gettext_lazy("queue")
    parameter_name = "queue"
    queues: Mapping[str, Any] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.user = signed_in(request)
        return list(self.queues.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        name = self.value()
        return queryset.filter(self.condition(name)) if name in self.queues else queryset

    def condition(self, name: str) -> Q:
        raise NotImplementedError


class ArticleQueueFilter(QueueFilter):
    queues = ARTICLE_QUEUES

    def condition(self, name: str) -> Q:
        return in_article_queue(name, self.user)


class ClaimQueueFilter(QueueFilter):
    queues = CLAIM_QUEUES

    def condition(self, name: str) -> Q:
        return in_claim_queue(name, self.user)


def article_tabs(request: HttpRequest) -> list[Tab]:
    return _tabs(
        request,
        reverse("admin:articles_article_changelist"),
        ARTICLE_QUEUES,
        article_queue_sizes(signed_in(request)),
    )


def claim_tabs(request: HttpRequest) -> list[Tab]:
    address = reverse("admin:claims_claim_changelist")
    tabs = _tabs(request, address, CLAIM_QUEUES, claim_queue_sizes(signed_in(request)))
    if request.user.has_perm("claims.view_anchoring"):
        waiting = waiting_anchorings().count()
        page = reverse("admin:claims_anchoring_changelist") + "?state=waiting"
        title = _("Unanchored after an update")
        tabs.insert(-1, Tab("unanchored", title, page, waiting, False))
    return tabs


def link_tabs(request: HttpRequest) -> list[Tab]:
    """What is suggested, and the rulings that stand, by what they say."""
    queue = reverse("admin:claims_linksuggestion_changelist")
    rulings = reverse("admin:claims_link_changelist")
    sizes = dict(
        Link.objects.filter(undone_at=None)
        .order_by()
        .values_list("judgement")
        .annotate(n=Count("pk"))
    )
    here = request.path == rulings
    asked = request.GET.get("status")
    tabs = [Tab("suggested", _("Suggested"), queue, suggestions_waiting().count(), not here)]
    for judgement, title in LINK_QUEUES.items():
        address = f"{rulings}?status={judgement}"
        size = sizes.get(judgement, 0)
        tabs.append(Tab(judgement, str(title), address, size, here and asked == judgement))
    return [*tabs, Tab("all", _("All rulings"), rulings, None, here and not request.GET)]


LINK_QUEUES = {
    Link.Judgement.POSITIVE.value: gettext_lazy("Confirmed"),
    Link.Judgement.NEGATIVE.value: gettext_lazy("Rejected"),
    Link.Judgement.UNSURE.value: gettext_lazy("Unsure"),
}


class LinkQueueFilter(DropdownFilter):
    """`?status=positive`: standing rulings that say so."""

    title = gettext_lazy("standing rulings")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(LINK_QUEUES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        asked = self.value()
        return (
            queryset.filter(undone_at=None, judgement=asked) if asked in LINK_QUEUES else queryset
        )


def _tabs(
    request: HttpRequest, address: str, queues: Mapping[str, Any], sizes: Mapping[str, int]
) -> list[Tab]:
    asked = request.GET.get("queue")
    tabs = [
        Tab(
            name,
            str(title),
            f"{address}?queue={name}",
            None if name == "doubtful" else sizes[name],
            name == asked,
        )
        for name, title in queues.items()
    ]
    return [*tabs, Tab("all", _("All"), address, sizes["all"], not request.GET)]
