"""The newsroom's work on articles in the admin: queues, the next one, and who has it how far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.keeping import signed_in
from articles.models import Article, Tag
from articles.services import may_work
from articles.services.assigning import may_lock
from claims.admin.addresses import admin_address
from claims.admin.article_actions import ArticleActions
from claims.admin.bulk_forms import names_in
from claims.admin.claim_acts import back
from claims.admin.queues import ArticleQueueFilter, article_tabs
from claims.selectors.people import workers
from claims.selectors.queues import next_article
from claims.services import newsroom

STATE_COLOURS = {
    Article.State.NEW: "info",
    Article.State.IN_PROGRESS: "warning",
    Article.State.DONE: "success",
}


@dataclass(frozen=True)
class WorkPanel:
    """What stands above an article of its work; `may` is what this user may do about it."""

    article: Article
    tags: list[Tag]
    unruled: int
    others: list[User]  # to whom it could be given
    may_change: bool
    may_work: bool
    may_lock: bool
    is_mine: bool


def work_panel(article: Article, user: User) -> WorkPanel:
    may_change = user.has_perm("articles.change_article")
    return WorkPanel(
        article=article,
        tags=list(article.tags.all()),
        unruled=newsroom.unruled_claims(article),
        others=list(workers()) if may_change else [],
        may_change=may_change,
        may_work=may_change and may_work(article, user),
        may_lock=may_change and may_lock(article, user),
        is_mine=article.assignee_id == user.pk,
    )


class ArticleWork(ArticleActions):
    """For the ModelAdmin of articles."""

    list_before_template = "admin/desk/queues.html"
    work_columns = ["state_label", "assignee", "tag_names"]
    work_filters: list[Any] = [
        ArticleQueueFilter,
        ("state", ChoicesDropdownFilter),
        ("assignee", RelatedDropdownFilter),
        ("tags", RelatedDropdownFilter),
    ]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Not even an editor's, of an article that is locked to somebody else."""
        may = super().has_change_permission(request, obj)  # type: ignore[misc]
        return may and (obj is None or may_work(obj, signed_in(request)))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).prefetch_related("tags")  # type: ignore[misc]

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if article := kwargs.get("obj"):
            context["work"] = work_panel(article, signed_in(request))
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        queues = {
            "queue_tabs": article_tabs(request),
            "next_address": reverse("admin:articles_article_next"),
        }
        return super().changelist_view(  # type: ignore[misc]
            request, {**queues, **(extra_context or {})}
        )

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("next/", wrap(self.next_view), name="articles_article_next"),
            path("<int:pk>/work/", wrap(self.work_view), name="articles_article_work"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @method_decorator(require_GET)
    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the next article in my queue; `?after=` names the one that is open."""
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        after = request.GET.get("after", "")
        article = next_article(signed_in(request), int(after) if after.isdecimal() else None)
        if article is None:
            messages.info(request, _("Your queue is empty. Take one of these."))
            changelist = reverse("admin:articles_article_changelist")
            return HttpResponseRedirect(f"{changelist}?queue=unassigned")
        return HttpResponseRedirect(admin_address(article))

    @method_decorator(require_POST)
    def work_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One act on one article's work."""
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        article = get_object_or_404(Article, pk=pk)
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return HttpResponse(_("An act on an article has a name."), status=400)
        try:
            act(request, article)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return back(request, admin_address(article))

    @display(description=gettext_lazy("state"), ordering="state", label=STATE_COLOURS)
    def state_label(self, article: Article) -> tuple[str, str]:
        return article.state, article.get_state_display()

    @display(description=gettext_lazy("tags"))
    def tag_names(self, article: Article) -> str:
        return ", ".join(tag.name for tag in article.tags.all())


def _take(request: HttpRequest, article: Article) -> None:
    newsroom.article_take(article=article, user=signed_in(request))
    messages.success(request, _("The article is yours."))


def _assign(request: HttpRequest, article: Article) -> None:
    chosen = request.POST.get("assignee", "")
    assignee = get_object_or_404(User, pk=int(chosen)) if chosen.isdecimal() else None
    newsroom.article_assign(article=article, user=signed_in(request), assignee=assignee)
    said = _("The article is assigned to %s.") % assignee if assignee else _("Nobody has it now.")
    messages.success(request, said)


def _state(request: HttpRequest, article: Article) -> None:
    state = request.POST.get("state", "")
    article = newsroom.article_state_set(article=article, user=signed_in(request), state=state)
    messages.success(request, _("The article is marked: %s.") % article.get_state_display())
    waiting = newsroom.unruled_claims(article) if article.state == Article.State.DONE else 0
    if waiting:
        said = ngettext(
            "Nobody has ruled on %d of its claims.",
            "Nobody has ruled on %d of its claims.",
            waiting,
        )
        messages.warning(request, said % waiting)


def _lock(request: HttpRequest, article: Article) -> None:
    newsroom.article_lock(article=article, user=signed_in(request))
    messages.success(request, _("Only its assignee works on the article now."))


def _unlock(request: HttpRequest, article: Article) -> None:
    newsroom.article_unlock(article=article, user=signed_in(request))
    messages.success(request, _("All editors may work on the article again."))


def _tag(request: HttpRequest, article: Article) -> None:
    names = names_in(request.POST.get("names", ""))
    newsroom.article_tag(article=article, names=names, user=signed_in(request))


def _untag(request: HttpRequest, article: Article) -> None:
    names = request.POST.getlist("name")
    newsroom.article_untag(article=article, names=names, user=signed_in(request))


ACTS: dict[str, Callable[[HttpRequest, Article], None]] = {
    "take": _take,
    "assign": _assign,
    "state": _state,
    "lock": _lock,
    "unlock": _unlock,
    "tag": _tag,
    "untag": _untag,
}
