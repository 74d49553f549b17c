"""The desk's first page: what awaits somebody, and what was compared last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleText, ImportBatch, ImportItem
from claims.admin.article import awaiting_extraction
from claims.models import Claim, Comparison

FAILURES_OF = timedelta(days=30)


@dataclass(frozen=True)
class Figure:
    title: str
    number: int
    address: str
    urgent: bool = False


def start_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """UNFOLD's DASHBOARD_CALLBACK. Each figure is shown to those who may see its rows."""
    user = request.user
    context["figures"] = list(_figures(request))
    if user.has_perm("claims.view_comparison"):
        comparisons = Comparison.objects.annotate(claim_count=Count("comparison_claims"))
        context["comparisons"] = list(comparisons.order_by("-id")[:5])
    if user.has_perm("articles.view_importbatch"):
        batches = ImportBatch.objects.select_related("created_by")
        context["batches"] = list(batches.annotate(item_count=Count("items"))[:5])
    return context


def _figures(request: HttpRequest) -> Iterator[Figure]:
    may = request.user.has_perm
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


def environment(request: HttpRequest) -> list[str] | None:
    """UNFOLD's ENVIRONMENT: a label where this is not the service itself."""
    return [_("Development"), "warning"] if settings.DEBUG else None
