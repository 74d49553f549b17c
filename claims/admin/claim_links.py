"""What is said of a claim and others: ruled on, suggested, searched for."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin.keeping import signed_in
from claims.admin.judging import judge
from claims.admin.pairs import linking_of
from claims.admin.parts import answer_with, asks_for_parts
from claims.admin.sending import number
from claims.models import Claim, Link, SearchKind
from claims.searching import ask
from claims.selectors.claims import claims_with_everything
from claims.selectors.searching import search
from claims.services import link_undo

MOST_FOUND = 10


class ClaimLinks:
    """The views behind the links of a claim, on its page and in the dialog of the desk."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        views = {"": self.links_view, "judge/": self.judge_view, "undo/": self.undo_view}
        return [
            *(
                path(f"<int:pk>/links/{tail}", wrap(view), name=f"claims_claim_links{name}")
                for (tail, view), name in zip(views.items(), ("", "_judge", "_undo"), strict=True)
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @method_decorator(require_GET)
    def links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the dialog holds; with `?q=` the claims found by these words, too."""
        return self._links(request, _claim(request, pk, "claims.view_link"))

    @method_decorator(require_POST)
    def judge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        claim = _claim(request, pk, "claims.add_link")
        other = number(request.POST.get("other", ""))
        try:
            judge(request, claim, get_object_or_404(Claim, pk=other))
        except ValidationError as refused:
            return self._answer(request, claim, " ".join(refused.messages), refused=True)
        return self._answer(request, claim, _("The judgement is kept."))

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        claim = _claim(request, pk, "claims.change_link")
        link = get_object_or_404(Link, pk=number(request.POST.get("link", "")))
        if claim.pk not in (link.first_id, link.second_id):
            raise Http404
        link_undo(link=link, user=signed_in(request))
        return self._answer(request, claim, _("The judgement is undone."))

    def _answer(
        self, request: HttpRequest, claim: Claim, said: str, refused: bool = False
    ) -> HttpResponse:
        if asks_for_parts(request):
            return self._links(request, claim, said=said, refused=refused)
        (messages.warning if refused else messages.success)(request, said)
        return redirect("admin:claims_claim_links", claim.pk)

    def _links(self, request: HttpRequest, claim: Claim, **said: Any) -> HttpResponse:
        asked = request.GET.get("q", "").strip()[:200]
        context = {
            "original": claim,
            "linking": linking_of(claim, asked, claims_found(asked, but=claim.pk)),
            "may_judge": request.user.has_perm("claims.add_link"),
            "may_undo": request.user.has_perm("claims.change_link"),
            **said,
        }
        return answer_with(self, request, "links", _("Links of a claim"), context)


def _claim(request: HttpRequest, pk: int, permission: str) -> Claim:
    if not request.user.has_perms(["claims.view_claim", permission]):
        raise PermissionDenied
    return get_object_or_404(Claim, pk=pk)


def claims_found(asked: str, but: int | None = None) -> list[Claim]:
    """The claims with these words, the best first; one of them left out."""
    query = ask(asked)
    ids = search(query, kind=SearchKind.CLAIM, limit=MOST_FOUND + 1).ids if query else []
    found = {row.pk: row for row in claims_with_everything().defer(None).filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found and pk != but][:MOST_FOUND]
