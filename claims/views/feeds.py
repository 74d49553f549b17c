"""Feeds of what was released: of one comparison, and of all."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from claims.comparing import Wording
from claims.models import Comparison, Release
from claims.publishing.feeds import Entry, Feed, as_atom
from claims.selectors import releases
from claims.selectors.mentions import name_of
from claims.views import words
from claims.views.access import page
from claims.views.giving import file_of, page_of

MOST = 50  # entries of a feed
FILES = (("json", "application/json"), ("csv", "text/csv"), ("png", "image/png"))


@page
def all_releases(request: HttpRequest) -> HttpResponse:
    """The latest releases of all comparisons."""
    told = list(releases.told()[:MOST])
    with translation.override(_language(request)):
        feed = Feed(
            address=request.build_absolute_uri(),
            page=request.build_absolute_uri(reverse("comparisons")),
            title=_("Releases"),
            subtitle=_("What was released, corrected or retracted, of every comparison."),
            language=words.language(),
            updated=told[0].published_at if told else timezone.now(),
            entries=tuple(_entries(request, told)),
        )
    return HttpResponse(as_atom(feed), content_type="application/atom+xml; charset=utf-8")


def of_subject(request: HttpRequest, slug: str, number: int | None) -> bytes:
    """The releases of one comparison, the latest first; or one of them alone."""
    comparison = get_object_or_404(Comparison, slug=slug)
    found = releases.told().filter(comparison=comparison)
    told = list(found[:MOST] if number is None else found.filter(number=number))
    with translation.override(_language(request)):
        feed = Feed(
            address=request.build_absolute_uri(file_of(slug, number, "atom")),
            page=request.build_absolute_uri(page_of(slug, number)),
            title=comparison.question if number is None else _wording(told[0].question),
            subtitle="",
            language=words.language(),
            updated=comparison.created_at,
            entries=tuple(_entries(request, told)),
        )
        return as_atom(feed)


def state_of(slug: str) -> list[str]:
    """By what a feed of the comparison's releases is the same as before."""
    hashes = Release.objects.filter(comparison__slug=slug).order_by("-number")
    return list(hashes.values_list("sha256", flat=True)[:MOST])


def _entries(request: HttpRequest, told: Iterable[Any]) -> Iterator[Entry]:
    for release in told:
        slug, number = release.comparison.slug, release.number
        yield Entry(
            address=request.build_absolute_uri(page_of(slug, number)),
            title=f"{release_words(release)}: {_wording(release.question)}",
            summary=" ".join(filter(None, [_reason(release), _wording(release.finding)])),
            author=name_of(release.published_by),
            published=release.published_at,
            files=tuple(
                (request.build_absolute_uri(file_of(slug, number, suffix)), media)
                for suffix, media in FILES
            ),
        )


def release_words(release: Release) -> str:
    """What a release is called: by its number, and where it is none, by what it is."""
    if release.kind == Release.Kind.RETRACTION:
        return _("Release %d, a retraction") % release.number
    if release.kind == Release.Kind.CORRECTION:
        return _("Release %d, a correction") % release.number
    return _("Release %d") % release.number


def _reason(release: Release) -> str:
    return words.reading(Wording(release.reason_en, release.reason_zh))


def _wording(plain: dict[str, str] | None) -> str:
    return words.reading(Wording(**plain)) if plain else ""


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if translation.check_for_language(asked) and asked else words.language()
