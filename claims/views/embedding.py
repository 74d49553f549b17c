"""How other sites show a comparison: oEmbed, and what its page's head says of it."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from claims.comparing import ComparisonView
from claims.publishing.card import HEIGHT, WIDTH
from claims.publishing.subject import Subject
from claims.views import words
from claims.views.access import page
from claims.views.giving import file_of, page_of, subject_of
from claims.views.pictures import CARD_WIDTHS

HOUR, DAY = 3600, 86400


@dataclass(frozen=True)
class Alternates:
    """What a page's head says: its own address, its formats, and its card, in full addresses."""

    page: str
    title: str
    description: str
    links: list[tuple[str, str, str]]  # media type, address, title
    oembed: str
    card: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def alternates_of(
    request: HttpRequest, view: ComparisonView, slug: str, number: int | None = None
) -> Alternates:
    full = request.build_absolute_uri
    language = urlencode({"language": words.language()})
    address = full(page_of(slug, number))
    title = words.reading(view.question)
    return Alternates(
        page=address,
        title=title,
        description=words.reading(view.finding),
        links=[
            (media, full(file_of(slug, number, suffix)), name)
            for media, suffix, name in (
                ("application/json", "json", "JSON"),
                ("application/ld+json", "jsonld", "JSON-LD"),
                ("text/csv", "csv", "CSV"),
                ("application/atom+xml", "atom", _("Releases")),
            )
        ],
        oembed=full(f"{reverse('oembed')}?{urlencode({'url': address, 'format': 'json'})}"),
        card=full(f"{file_of(slug, number, 'png')}?layout=card&{language}"),
        alt=" ".join(filter(None, [title, words.reading(view.finding)])),
    )


@page
def oembed(request: HttpRequest) -> HttpResponse:
    """https://oembed.com of a comparison's or a release's page: its card as a photo.

    No page of ours may stand in a frame, and none needs a script: a picture, with its words as the
    title, is what every consumer may show. Where it would be too wide even when small, a link.
    """
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    slug, number = _asked(request)
    subject = subject_of(slug, number)
    answer = {**_words(request, subject), **_picture(request, slug, number)}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _asked(request: HttpRequest) -> tuple[str, int | None]:
    """Which page of ours is meant. Raises Http404 where it is none."""
    try:
        parts = urlsplit(request.GET.get("url", ""))
    except ValueError as error:
        raise Http404 from error
    if parts.scheme not in {"http", "https"} or parts.netloc != request.get_host():
        raise Http404
    try:
        match = resolve(parts.path)
    except Resolver404 as error:
        raise Http404 from error
    if match.view_name not in {"comparison", "release"}:
        raise Http404
    return match.kwargs["slug"], match.kwargs.get("number")


def _words(request: HttpRequest, subject: Subject) -> dict[str, object]:
    question, finding = words.reading(subject.view.question), words.reading(subject.view.finding)
    retracted = f"{_('Retracted')}: " if subject.retracted else ""
    return {
        "version": "1.0",
        "title": retracted + " – ".join(filter(None, [question, finding])),
        "author_name": "According",
        "author_url": request.build_absolute_uri(reverse("home")),
        "provider_name": "According",
        "provider_url": request.build_absolute_uri(reverse("home")),
        "cache_age": DAY if subject.number else HOUR,
    }


def _picture(request: HttpRequest, slug: str, number: int | None) -> dict[str, object]:
    for width in sorted(map(int, CARD_WIDTHS), reverse=True):
        height = round(HEIGHT * width / WIDTH)
        if width <= _at_most(request, "maxwidth") and height <= _at_most(request, "maxheight"):
            query = urlencode({"layout": "card", "language": words.language(), "width": width})
            address = request.build_absolute_uri(f"{file_of(slug, number, 'png')}?{query}")
            return {"type": "photo", "url": address, "width": width, "height": height}
    return {"type": "link"}


def _at_most(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked[:9]) if asked.isdecimal() and asked.isascii() else WIDTH
