"""One import's own page: how it gets on, what became of each item, and what may be done about it.

The page stands by itself; its script asks every few seconds for the same parts anew.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import services
from articles.admin.keeping import signed_in
from articles.admin.reasons import in_words
from articles.models import ImportBatch, ImportItem
from articles.names import printable
from articles.progress import (
    OF_ARTICLES,
    Progress,
    counts_of,
    import_state,
    items_in_order,
    member_counts,
    progress,
)
from articles.selectors import ReprintOf, reprints_of

Outcome = ImportItem.Outcome
STATE_NAMES = {
    "running": gettext_lazy("running"),
    "stopped": gettext_lazy("stopped"),
    "finished": gettext_lazy("finished"),
}
ITEMS_A_PAGE = 50
# Seconds until the page asks again. A stopped import may be resumed by somebody else.
ASK_AGAIN = {"running": 2, "stopped": 15}
DONE = {
    "stop": gettext_lazy("Stopped. What is being read now is read to its end; the rest waits."),
    "resume": gettext_lazy("Goes on."),
    "retry": gettext_lazy("What had failed waits again."),
}


@dataclass(frozen=True)
class Row:
    """One item as the table shows it."""

    item: ImportItem
    name: str
    reason: str
    depth: int
    members: int  # what came out of it
    copy: ReprintOf | None  # the likeliest other article with the same text


@dataclass(frozen=True)
class Share:
    """One outcome: how many, and which part of the bar it takes, in percent of it."""

    outcome: str
    name: str
    number: int
    start: float
    width: float


@dataclass(frozen=True)
class Report:
    """Everything that the page shows of an import."""

    batch: ImportBatch
    state: str
    progress: Progress
    shares: list[Share]
    rows: list[Row]
    page: Page
    outcome: str
    q: str
    may_act: bool

    @property
    def state_name(self) -> str:
        return str(STATE_NAMES[self.state])

    @property
    def ask_again(self) -> int:
        return ASK_AGAIN.get(self.state, 0)

    @property
    def acts(self) -> list[str]:
        """What may be done now, in the order of the buttons."""
        if not self.may_act:
            return []
        possible = {
            "stop": self.state == "running",
            "resume": self.state == "stopped",
            "retry": self.state != "stopped" and self.progress.counts[Outcome.FAILED] > 0,
        }
        return [act for act, can in possible.items() if can]


class BatchPage:
    """The part of the imports' admin that shows one of them."""

    acts = ("stop", "resume", "retry")

    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        batch = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if batch is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            **self._context(request, batch),
            "title": str(batch),
            "opts": self.opts,  # type: ignore[attr-defined]
            "original": batch,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/desk/importing/page.html", context)

    def live(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The parts of the page that change."""
        batch = get_object_or_404(ImportBatch, pk=pk)
        context = {**self._context(request, batch), "live": True}
        return TemplateResponse(request, "admin/desk/importing/parts.html", context)

    def act(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        return require_POST(self._act)(request, pk, act)

    def _act(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        if not request.user.has_perm("articles.change_importbatch"):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk)
        getattr(services, f"import_{act}")(batch=batch, user=signed_in(request))
        messages.success(request, str(DONE[act]))
        return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[pk]))

    def _context(self, request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
        if not self.has_view_permission(request, batch):  # type: ignore[attr-defined]
            raise PermissionDenied
        return {"report": _report(request, batch)}


def _report(request: HttpRequest, batch: ImportBatch) -> Report:
    counts = counts_of([batch])[batch.pk]
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else ""
    q = request.GET.get("q", "").replace("\0", "").strip()[:200]
    items = items_in_order(batch)
    if outcome:
        items = items.filter(outcome=outcome)
    if q:
        items = items.filter(Q(name__icontains=q) | Q(reason__icontains=q))
    page = Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page"))
    members = member_counts(page.object_list)
    articles = [item.article_text.article_id for item in page.object_list if item.article_text]
    copies = {article: found[0] for article, found in reprints_of(articles, most=1).items()}
    return Report(
        batch=batch,
        state=import_state(batch),
        progress=progress(batch, counts),
        shares=_shares(counts),
        rows=[_row(item, members, copies, bool(outcome or q)) for item in page.object_list],
        page=page,
        outcome=outcome,
        q=q,
        may_act=request.user.has_perm("articles.change_importbatch"),
    )


def _row(
    item: ImportItem, members: dict[int, int], copies: dict[int, ReprintOf], picked: bool
) -> Row:
    """`picked`: its container does not stand above it, so it is called by its whole name."""
    line: list[int] = item.line  # type: ignore[attr-defined]
    depth = 0 if picked else min(len(line) - 1, 3)
    name = item.name
    if depth and item.parent:
        name = name.removeprefix(f"{item.parent.name}/")
    return Row(
        item=item,
        name=printable(name),
        reason=printable(in_words(item.reason)),
        depth=depth,
        members=members.get(item.pk, 0),
        copy=copies.get(item.article_text.article_id) if item.article_text else None,
    )


def _shares(counts: dict[str, int]) -> list[Share]:
    """Outcomes in the bar's order, then the containers, which are no part of it."""
    shares, start = [], 0.0
    whole = sum(counts[outcome] for outcome in OF_ARTICLES) or 1
    for outcome in OF_ARTICLES:
        width = 100 * counts[outcome] / whole
        shares.append(Share(outcome, str(outcome.label), counts[outcome], start, width))
        start += width
    unpacked = Outcome.UNPACKED
    return [*shares, Share(unpacked, str(unpacked.label), counts[unpacked], start, 0)]
