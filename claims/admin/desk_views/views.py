"""The desk's own addresses: the state of an article's text, and what is done to its claims."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles.admin.keeping import signed_in
from articles.models import Article, ArticleText
from claims.admin.desk_views.acts import ACTS
from claims.admin.desk_views.doors import (
    Malformed,
    body_of,
    claim_of,
    door,
    places,
    text_of,
    whole,
    words,
)
from claims.admin.desk_views.previewing import preview_json
from claims.admin.desk_views.rendering import claims_json, paragraphs_json
from claims.admin.desk_views.searching import search_view
from claims.models import Claim, Quantity, TimeExpression
from claims.models.claim import Modality, Polarity
from claims.services.mending import Mended, claim_create, claims_merge

VIEW = ("articles.view_article", "claims.view_claim")
MAY = {
    "rule": "claims.change_claim",
    "mend": "claims.change_claimspan",
    "create": "claims.add_claim",
    "review": "claims.review_claim",
    "note": "claims.add_annotation",
    "link": "claims.add_link",
}


def urls(site: AdminSite) -> list[URLPattern]:
    """Below the article's own address, and one that is of no article."""
    views = {
        "state/": (state, "state"),
        "preview/": (preview, "preview"),
        "claims/": (create, "create"),
        "merge/": (merge, "merge"),
        "claims/<int:claim>/<slug:act>/": (act, "act"),
    }
    search = path("desk/search/", site.admin_view(search_view), name="articles_desk_search")
    return [
        search,
        *(
            path(
                f"<int:article>/desk/{address}",
                site.admin_view(view),
                name=f"articles_article_desk_{name}",
            )
            for address, (view, name) in views.items()
        ),
    ]


@door(*VIEW, method="GET")
def state(request: HttpRequest, article: int) -> JsonResponse:
    """Everything that the desk shows of one version of an article, in a fixed number of queries."""
    row = get_object_or_404(Article.objects.select_related("assignee"), pk=article)
    text = text_of(row, request.GET.get("version"))
    versions = row.texts.order_by("version").values("version", "is_current")
    return JsonResponse(
        {
            "article": _article_json(row, text),
            "text": _text_json(text),
            "versions": list(versions),
            "may": {name: request.user.has_perm(perm) for name, perm in MAY.items()},
            "choices": _choices_json(),
            "claims": claims_json(text),
        }
    )


@door(*VIEW)
def preview(request: HttpRequest, article: int) -> JsonResponse:
    """What would be read from spans, were they saved."""
    body = body_of(request)
    text = text_of(get_object_or_404(Article, pk=article), whole(body, "version"))
    claim = claim_of(article, whole(body, "claim")) if body.get("claim") is not None else None
    if claim and claim.article_text_id != text.pk:
        raise Http404
    marked = {part: places(body, part) for part in ("source", "cue", "content")}
    return JsonResponse(preview_json(text, claim, marked))


@door("claims.add_claim", "claims.add_claimspan")
def create(request: HttpRequest, article: int) -> JsonResponse:
    body = body_of(request)
    text = text_of(get_object_or_404(Article, pk=article), whole(body, "text_version"))
    parent = claim_of(article, whole(body, "parent")) if body.get("parent") is not None else None
    mended = claim_create(
        article_text=text,
        user=signed_in(request),
        source=places(body, "source"),
        cue=places(body, "cue"),
        content=places(body, "content"),
        parent=parent,
        kind=words(body, "kind") or None,
        reason=words(body, "reason"),
    )
    return _done("create", mended, mended.claim.pk)


@door("claims.change_claim", "claims.change_claimspan")
def merge(request: HttpRequest, article: int) -> JsonResponse:
    body = body_of(request)
    versions = body.get("versions")
    if not (
        isinstance(versions, list) and len(versions) == 2 and all(type(v) is int for v in versions)
    ):
        raise Malformed(_("“%s” is a list of two whole numbers.") % "versions")
    mended = claims_merge(
        first=claim_of(article, whole(body, "first")),
        second=claim_of(article, whole(body, "second")),
        user=signed_in(request),
        versions=versions,
        reason=words(body, "reason"),
    )
    return _done("merge", mended, mended.claim.pk)


@door(*VIEW)
def act(request: HttpRequest, article: int, claim: int, act: str) -> JsonResponse:
    if act not in ACTS:
        raise Http404
    permission, do = ACTS[act]
    if not request.user.has_perm(permission):
        raise PermissionDenied
    mended, selected = do(claim_of(article, claim), signed_in(request), body_of(request))
    return _done(act, mended, selected)


def _done(act: str, mended: Mended, selected: int) -> JsonResponse:
    """Every claim that is otherwise now, whole."""
    changed = [mended.claim.pk, *(claim.pk for claim in mended.others)]
    return JsonResponse(
        {
            "act": act,
            "claims": claims_json(mended.claim.article_text, changed),
            "selected": selected,
            "reread": list(mended.reread),
        }
    )


def _article_json(article: Article, text: ArticleText) -> dict[str, Any]:
    return {
        "id": article.pk,
        "title": text.title,
        "url": article.get_absolute_url(),
        "state": article.state,
        "assignee": article.assignee.get_username() if article.assignee else None,
        "is_locked": article.is_locked,
    }


def _text_json(text: ArticleText) -> dict[str, Any]:
    return {
        "id": text.pk,
        "version": text.version,
        "is_current": text.is_current,
        "language": text.language,
        "published_on": text.published_on.isoformat() if text.published_on else None,
        "length": len(text.text),
        "paragraphs": list(paragraphs_json(text.text)),
    }


def _choices_json() -> dict[str, list[list[str]]]:
    choices = {
        "status": Claim.Status,
        "kind": Claim.Kind,
        "modality": Modality,
        "polarity": Polarity,
        "change": Quantity.Change,
        "relation": TimeExpression.Relation,
    }
    return {
        name: [[value, str(label)] for value, label in found.choices]
        for name, found in choices.items()
    }
