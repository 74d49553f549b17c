"""What is given away under one address in many formats: a comparison, or one of its releases."""

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from claims.comparing import as_json, content_sha256, from_json
from claims.models import Comparison, Release
from claims.publishing.content import Rated, published_in
from claims.publishing.subject import Addresses, Subject
from claims.selectors.comparisons import comparison_view
from claims.selectors.ratings import ratings_of
from claims.views.presenting import article_url

A_DAY = 24 * 60 * 60


def subject_of(slug: str, number: int | None) -> Subject:
    """Today's view, or a release from its own content alone. Raises Http404."""
    if number is None:
        return standing(get_object_or_404(Comparison, slug=slug))
    releases = Release.objects.select_related("comparison")
    return of_release(get_object_or_404(releases, comparison__slug=slug, number=number))


def standing(comparison: Comparison) -> Subject:
    view = comparison_view(comparison)
    ratings: tuple[Rated, ...] = ratings_of({row.claim for row in view.rows})
    return Subject(view, as_json(view), ratings=ratings)


def of_release(release: Release) -> Subject:
    return Subject(
        view=from_json(release.content),
        content=release.content,
        published=published_in(release.content),
        number=release.number,
        sha256=release.sha256,
        published_at=release.published_at,
    )


def digest_of(subject: Subject) -> str:
    """Of all that any of its formats depends on."""
    if subject.sha256:
        return subject.sha256
    return content_sha256({"view": subject.content, "ratings": repr(subject.ratings)})


def page_of(slug: str, number: int | None) -> str:
    return reverse("comparison", args=[slug]) if number is None else _release_page(slug, number)


def file_of(slug: str, number: int | None, suffix: str) -> str:
    """The page's address with a suffix in the place of its last slash."""
    return f"{page_of(slug, number)[:-1]}.{suffix}"


def addresses_of(request: HttpRequest, slug: str, number: int | None) -> Addresses:
    full = request.build_absolute_uri
    return Addresses(
        page=full(page_of(slug, number)),
        site=full(reverse("home")),
        file=lambda suffix: full(file_of(slug, number, suffix)),
        claim=lambda claim: full(reverse("claim", args=[claim])),
        article=lambda row: full(article_url(row)),
        source=lambda source: full(reverse("source", args=[source])),
    )


def cached(subject: Subject, for_all: bool, kept: bool) -> str:
    """Cache-Control; `for_all` where the reader's language is no part. What is `kept` of a release
    never changes; of what is written of it, only what it says."""
    if not settings.PUBLIC_PAGES:
        return "private, no-cache"
    if subject.number is not None and for_all:
        return "public, max-age=31536000, immutable" if kept else f"public, max-age={A_DAY}"
    return "no-cache"


def _release_page(slug: str, number: int) -> str:
    return reverse("release", args=[slug, number])
