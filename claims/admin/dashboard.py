"""The desk's first page: my queue, what came in, what fares badly, what changed, how it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.keeping import signed_in
from articles.models import ArticleText, ImportBatch, ImportItem
from claims.admin.article import awaiting_extraction
from claims.admin.charts import chart
from claims.models import Claim, Comparison, Notice
from claims.selectors import start
from claims.selectors.following import followed
from claims.selectors.queues import my_articles, with_unruled

FAILURES_OF = timedelta(days=30)
NEXT = 10  # articles of my queue
LATEST = 5


@dataclass(frozen=True)
class Figure:
    title: str
    number: int
    address: str
    urgent: bool = False


def start_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """UNFOLD's DASHBOARD_CALLBACK. Each part is shown to those who may see its rows."""
    user, may = signed_in(request), request.user.has_perm
    context["figures"] = list(_figures(request))
    context["charts"] = []
    if may("articles.change_article"):
        context["queue"] = list(with_unruled(my_articles(user))[:NEXT])
    if may("claims.view_comparison"):
        context["followed"] = followed(user)
        comparisons = Comparison.objects.annotate(claim_count=Count("entries"))
        context["comparisons"] = list(comparisons.order_by("-id")[:LATEST])
    if may("claims.view_claim"):
        title = _("Claims of the last 14 days, by status")
        context["charts"].append(chart("claims", title, start.claims_by_day()))
    if may("articles.view_importbatch"):
        context["today"] = [
            (outcome, ImportItem.Outcome(outcome).label, number)
            for outcome, number in start.imports_today().items()
        ]
        context["failures"] = list(start.failures_today().select_related("batch")[:LATEST])
        batches = ImportBatch.objects.select_related("created_by")
        context["batches"] = list(batches.annotate(item_count=Count("items"))[:LATEST])
        title = _("Imports of the last 14 days, by outcome")
        context["charts"].append(chart("imports", title, start.imports_by_day()))
    if may("articles.view_feed"):
        context["feeds"] = list(start.feeds_in_trouble()[:LATEST])
    return context


def _figures(request: HttpRequest) -> Iterator[Figure]:
    may = request.user.has_perm
    if inbox := _inbox():
        unread = Notice.objects.filter(user=signed_in(request), read_at=None).count()
        yield Figure(_("Unread notices"), unread, inbox, unread > 0)
    if may("articles.view_articletext"):
        waiting = awaiting_extraction(ArticleText.objects.all()).count()
        address = reverse("admin:articles_articletext_changelist") + "?extraction=awaiting"
        yield Figure(_("Texts awaiting extraction"), waiting, address, waiting > 0)
    if may("articles.view_importbatch"):
        failed = ImportItem.objects.filter(
            outcome=ImportItem.Outcome.FAILED, batch__created_at__gte=timezone.now() - FAILURES_OF
        ).count()
        address = reverse("admin:articles_importbatch_changelist") + "?failures=yes"
        yield Figure(_("Failed imports, last 30 days"), failed, address, failed > 0)
    if may("claims.view_claim"):
        claims = reverse("admin:claims_claim_changelist")
        sourceless = Claim.objects.filter(source=None).exclude(status=Claim.Status.REJECTED)
        yield Figure(_("Claims without a source"), sourceless.count(), f"{claims}?has_source=no")
        unruled = Claim.objects.filter(status=Claim.Status.EXTRACTED).count()
        yield Figure(_("Claims nobody has ruled on"), unruled, f"{claims}?status__exact=extracted")


def _inbox() -> str:
    try:
        return reverse("admin:claims_notice_changelist")
    except NoReverseMatch:
        return ""


def environment(request: HttpRequest) -> list[str] | None:
    """UNFOLD's ENVIRONMENT: a label where this is not the service itself."""
    return [_("Development"), "warning"] if settings.DEBUG else None
