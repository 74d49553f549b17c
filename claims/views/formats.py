"""One address, many formats: what stands at a page's address with a suffix."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from claims.publishing.content import exported
from claims.publishing.linked_data import as_jsonld
from claims.publishing.spreadsheet import as_csv
from claims.publishing.subject import Addresses, Subject
from claims.views import feeds, pictures
from claims.views.access import page
from claims.views.giving import addresses_of, cached, digest_of, file_of, subject_of

WRITING = 1  # to be raised with every change to how formats are written, so that none is kept
# An SVG opened by itself is a document: it may style itself and do nothing else.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Asked:
    request: HttpRequest
    slug: str
    subject: Subject
    addresses: Addresses

    def picture(self, draw: Callable[..., str | bytes], **given: str) -> str | bytes:
        return draw(self.subject, self.slug, pictures.variant_of(self.request.GET), **given)


@dataclass(frozen=True)
class Format:
    """`speaks` where it is in one language, the reader's if none is asked for.

    `kept` where a release holds it, hashed; the others are written anew of what it holds, and may
    be written otherwise by a later version of the service.
    """

    media: str
    write: Callable[[Asked], str | bytes]
    speaks: bool = False
    attached: bool = False
    kept: bool = False


FORMATS = {
    "json": Format("application/json", lambda a: _json(a), kept=True),
    "jsonl": Format("application/x-ndjson; charset=utf-8", lambda a: _lines(a), attached=True),
    "csv": Format(
        "text/csv; charset=utf-8", lambda a: as_csv(a.subject, a.addresses), attached=True
    ),
    "jsonld": Format(
        "application/ld+json", lambda a: _dumped(as_jsonld(a.subject, a.addresses)) + "\n"
    ),
    "svg": Format("image/svg+xml", lambda a: a.picture(pictures.svg), speaks=True, kept=True),
    "vl.json": Format(
        "application/vnd.vegalite.v5+json",
        lambda a: a.picture(pictures.spec),
        speaks=True,
        attached=True,
        kept=True,
    ),
    "png": Format(
        "image/png",
        lambda a: a.picture(pictures.png, width=a.request.GET.get("width", "")),
        speaks=True,
    ),
    "atom": Format(
        "application/atom+xml; charset=utf-8",
        lambda a: feeds.of_subject(a.request, a.slug, a.subject.number),
        speaks=True,
    ),
}
# What the formats were called before they had the address of their page.
EARLIER = {
    "data.csv": "csv",
    "data.json": "json",
    "data.jsonl": "jsonl",
    "chart.svg": "svg",
    "chart.json": "vl.json",
}


@page
def comparison_file(
    request: HttpRequest, slug: str, suffix: str, number: int | None = None
) -> HttpResponse:
    """A comparison in one format; of a release from its stored content and charts alone."""
    asked = Asked(request, slug, subject_of(slug, number), addresses_of(request, slug, number))
    wanted = FORMATS[suffix]
    pictures.variant_of(request.GET)  # what there is not is not found, in whatever format
    etag = _etag(asked, suffix)
    response = get_conditional_response(request, etag, _modified(asked))
    if response is None:
        response = HttpResponse(wanted.write(asked), content_type=wanted.media)
        response.headers["Content-Disposition"] = _disposition(slug, number, suffix, wanted)
    return _headed(response, asked, wanted, etag)


@page
def earlier_file(
    request: HttpRequest, slug: str, name: str, number: int | None = None
) -> HttpResponse:
    """Formats had addresses of their own once."""
    query = request.META.get("QUERY_STRING", "")
    address = file_of(slug, number, EARLIER[name])
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _headed(response: HttpResponse, asked: Asked, wanted: Format, etag: str) -> HttpResponse:
    for_all = not wanted.speaks or "language" in asked.request.GET
    response.headers["Cache-Control"] = cached(asked.subject, for_all, wanted.kept)
    response.headers["ETag"] = etag
    if modified := _modified(asked):
        response.headers["Last-Modified"] = http_date(modified)
    if not for_all:
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
    if wanted.media == "image/svg+xml":
        response.headers["Content-Security-Policy"] = SVG_POLICY
    if settings.PUBLIC_PAGES:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _etag(asked: Asked, suffix: str) -> str:
    query = asked.request.GET
    parts = [
        digest_of(asked.subject),
        suffix,
        str(WRITING),
        str(pictures.DRAWING),
        asked.addresses.site,
        pictures.variant_of(query).name if FORMATS[suffix].speaks else "",
        query.get("width", ""),
    ]
    if suffix == "atom" and asked.subject.number is None:
        parts += feeds.state_of(asked.slug)
    return quote_etag(sha256("\n".join(parts).encode()).hexdigest())


def _modified(asked: Asked) -> int | None:
    at = asked.subject.published_at
    return int(at.timestamp()) if at else None


def _disposition(slug: str, number: int | None, suffix: str, wanted: Format) -> str:
    name = slug if number is None else f"{slug}-release-{number}"
    kind = "attachment" if wanted.attached else "inline"
    plain = name if name.isascii() else "comparison"
    in_full = "" if name == plain else f"; filename*=UTF-8''{quote(name)}.{suffix}"
    return f'{kind}; filename="{plain}.{suffix}"{in_full}'


def _json(asked: Asked) -> str:
    """Of a release what its hash is taken of, and the hash."""
    subject = asked.subject
    if subject.sha256:
        return exported(subject.content, subject.sha256)
    return _dumped(subject.content) + "\n"


def _lines(asked: Asked) -> str:
    rows = asked.subject.content["rows"]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _dumped(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
