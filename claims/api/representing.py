"""Things as the API shows them, for those who are told of them without having asked."""

from collections.abc import Collection
from typing import Any, Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.versioning import URLPathVersioning

from access.resource import Resource
from claims.api.links import LinkResource
from claims.api.views import ClaimResource, ComparisonResource, ReleaseResource

RESOURCES: Final[dict[str, type[Resource]]] = {
    "claim": ClaimResource,
    "comparison": ComparisonResource,
    "link": LinkResource,
    "release": ReleaseResource,
}


class _Told(HttpRequest):
    """Nobody's request. Addresses begin as the service is known outside."""

    def build_absolute_uri(self, location: str | None = None) -> str:
        return urljoin(settings.PUBLIC_URL, location or "/")


def representations(kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """What a GET of each would answer, as JSON, by id; those that are no more are left out."""
    view = RESOURCES[kind](action="retrieve", request=_request(), kwargs={}, format_kwarg=None)
    entries = list(view.get_queryset().filter(public_id__in=ids))
    told = view.get_serializer(entries, many=True).data
    return {entry.public_id: _json(one) for entry, one in zip(entries, told, strict=True)}


def _request() -> Request:
    request = Request(_Told())
    request.version = api_settings.DEFAULT_VERSION
    request.versioning_scheme = URLPathVersioning()
    return request


def _json(told: Any) -> str:
    return JSONRenderer().render(told).decode()
