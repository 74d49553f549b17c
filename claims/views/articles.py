"""An article with its claims marked in the text."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import ArticleText
from articles.selectors import reprints_of
from claims.models import Claim
from claims.selectors import pages
from claims.selectors.claims import chain
from claims.selectors.comparisons import party_of
from claims.selectors.marked_text import marked_text
from claims.views import words
from claims.views.access import page
from claims.views.presenting import Step, step

PER_PAGE = 30


@dataclass(frozen=True)
class ListedClaim:
    """A claim beside the text: its number there, and its chain below the publisher."""

    number: int
    claim: Claim
    steps: list[Step]
    percent: int | None
    put: str  # "possible", "denied, planned"; empty where it is told as a fact


@page
def article_list(request: HttpRequest) -> HttpResponse:
    shown = Paginator(pages.listed_articles(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles.html", {"page": shown})


@page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    texts = pages.article_texts(pk)
    text = _version(texts, request.GET.get("version", ""))
    claims = pages.claims_of(text)
    title, *paragraphs = marked_text(text, claims)
    context = {
        "text": text,
        "versions": texts,
        "current_version": next((t.version for t in texts if t.is_current and t != text), None),
        "title": title,
        "paragraphs": paragraphs,
        "claims": _listed(text, claims),
        "unread_language": "" if claims else pages.unread_language(text),
        **copies(request, pk),
    }
    return render(request, "article.html", context)


def copies(request: HttpRequest, pk: int) -> dict[str, object]:
    """Who else published the text; what an editor has denied is shown to those who may rule."""
    may_rule = request.user.has_perm("articles.change_reprint")
    found = reprints_of([pk]).get(pk, [])
    shown = [one for one in found if may_rule or one.reprint.judgement != "negative"]
    return {"copies": shown, "may_rule": may_rule, "copied": sum(one.stands for one in shown)}


def _version(texts: list[ArticleText], asked: str) -> ArticleText:
    """The version asked for, else the current one."""
    for text in texts:
        if str(text.version) == asked or (not asked and text.is_current):
            return text
    raise Http404


def _listed(text: ArticleText, claims: list[Claim]) -> list[ListedClaim]:
    # `chain` finds the other claims of the text here, and asks nothing for each.
    text._prefetched_objects_cache = {"claims": claims}  # type: ignore[attr-defined]
    found = []
    for number, claim in enumerate(claims, 1):
        claim.article_text = text
        steps = [step(party_of(link.source)) for link in chain(claim)]
        percent = None if claim.confidence is None else round(100 * claim.confidence)
        put = words.put(claim.modality, claim.polarity)
        found.append(ListedClaim(number, claim, steps, percent, put))
    return found
