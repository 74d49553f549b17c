"""Everything to take away: `/claims/export/?format=csv`, and what has changed since."""

import hashlib
import json
from collections.abc import Generator, Iterator, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import MethodNotAllowed, NotFound, ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from access.filters import check_parameters
from access.keys import is_id, named
from access.permissions import InScope, MayView
from access.problems import Refusal
from articles.models import ArticleText
from claims import exporting
from claims.api.articles import FoundArticleFilters
from claims.api.entries import EntryFilters
from claims.api.figures import QuantityFilters
from claims.api.filters import ClaimFilters, SourceFilters
from claims.api.links import LinkFilters
from claims.models import Claim, Comparison, Entry, Link, Quantity, Source

OWN = ("format", "since", "after", "fields")
# What these find depends on an index that follows the changes some seconds later.
NOT_WITH_SINCE = ("q", "near")


def _parameter(name: str, description: str, schema: Any = OpenApiTypes.STR) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=description)


PARAMETERS = [
    OpenApiParameter(
        "format",
        OpenApiTypes.STR,
        OpenApiParameter.QUERY,
        enum=list(exporting.FORMATS),
        default="ndjson",
        description="NDJSON (a JSON object a line), CSV or Parquet; or name its type in `Accept`.",
    ),
    _parameter(
        "since",
        "The `Export-Next` of an earlier export of the same list: rows that have changed, and "
        "tombstones (`id`, `deleted`, `deleted_at`) of those that are not in the list any more. "
        "Or a time (ISO 8601). 410 where that is too long ago: take the whole list again.",
    ),
    _parameter(
        "after", "An id: rows behind it, where a download broke off after it.", OpenApiTypes.UUID
    ),
    _parameter("fields", "Names of columns, with commas between them: only these, and `id`."),
]
NEXT_HEADER = OpenApiParameter(
    "Export-Next",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200],
    description="The token for `since` in the next export of the same list.",
)
FILES = {
    (200, media_type.split(";")[0]): OpenApiResponse(
        OpenApiTypes.BINARY if format == "parquet" else OpenApiTypes.STR,
        "Rows in the order of their ids; the columns are told by `/dictionary/`.",
    )
    for format, media_type in exporting.FORMATS.items()
}


class Export(GenericViewSet):
    """The rows of a list, all of them, with flat columns; streamed, so that any number may be."""

    permission_classes = [InScope, MayView]
    pagination_class = None
    filterset_class: Any = None
    renderer_classes = [JSONRenderer]
    table: ClassVar[exporting.Table]

    def scope_for(self, action: str | None) -> str:
        return "export"

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[BaseRenderer, str]:
        """Refusals are JSON; the files' own types are looked at by `_format`."""
        return super().perform_content_negotiation(request, force=True)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action is None:
            raise MethodNotAllowed(request.method)
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        check_parameters(request.query_params, {*filters, *OWN}, filters)

    @extend_schema(
        summary="All rows of the list, to take away",
        parameters=[*PARAMETERS, NEXT_HEADER],
        responses=FILES,
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        format = self._format()
        here = exporting.high_water()
        listed = self._listed()
        export = exporting.Export(
            table=self.table,
            chosen=self.rows(),
            fields=self._fields(),
            since=self._since(listed, here),
            after=self._after(),
        )
        token = here.token(listed)
        headers = {
            "Export-Next": token,
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="{self.table.name}.{format}"',
        }
        if request.method == "HEAD":
            return HttpResponse(content_type=exporting.FORMATS[format], headers=headers)
        file = File(exporting.stream(export, format, token))
        return StreamingHttpResponse(file, content_type=exporting.FORMATS[format], headers=headers)

    def rows(self) -> QuerySet:
        return self.filter_queryset(self.get_queryset())

    def _format(self) -> str:
        given = self.request.query_params.get("format")
        if given is None:
            accepted = self.request.headers.get("Accept", "")
            types = {media.split(";")[0]: name for name, media in exporting.FORMATS.items()}
            return next((name for media, name in types.items() if media in accepted), "ndjson")
        if given not in exporting.FORMATS:
            names = ", ".join(exporting.FORMATS)
            raise ValidationError({"format": [_("Choose one of: %s.") % names]})
        return given

    def _fields(self) -> Sequence[str]:
        given = self.request.query_params.get("fields", "")
        names = given.split(",") if given else []
        unknown = [name for name in names if name not in self.table.names]
        if unknown:
            raise ValidationError({"fields": [_("Unknown: %s.") % ", ".join(unknown)]})
        return names

    def _after(self) -> str:
        given = self.request.query_params.get("after", "")
        if given and not is_id(given):
            raise ValidationError({"after": [_("Give an id, such as those in the answers.")]})
        return given

    def _since(self, listed: str, here: exporting.Position) -> exporting.Since | None:
        asked = self.request.query_params
        if "since" not in asked:
            return None
        for name in NOT_WITH_SINCE:
            if name in asked:
                raise ValidationError({name: [_("This cannot be asked together with `since`.")]})
        try:
            return exporting.Since.read(asked["since"], listed, here)
        except exporting.Unknown as error:
            raise ValidationError({"since": [str(error)]}) from None
        except exporting.Gone as error:
            raise Refusal("gone", str(error)) from None

    def _listed(self) -> str:
        """What tells this list from others: whose rows, and by which filters."""
        filters = {
            name: sorted(values)
            for name, values in self.request.query_params.lists()
            if name not in OWN
        }
        under = self.kwargs.get("comparison_id")
        told = json.dumps([self.table.name, under, filters], sort_keys=True).encode()
        return hashlib.blake2b(told, digest_size=8).hexdigest()


class File:
    """Blocks, the first made already: what fails at once is told as an error, not as a file.

    Closed, it ends the statement that makes them, whether or not it was read.
    """

    def __init__(self, blocks: Generator[bytes, None, None]) -> None:
        self._first, self._blocks = next(blocks, b""), blocks

    def __iter__(self) -> Iterator[bytes]:
        yield self._first
        yield from self._blocks

    def close(self) -> None:
        self._blocks.close()


class DictionaryResource(GenericViewSet):
    """What the columns of the exports are."""

    permission_classes = [InScope, MayView]
    queryset = Claim.objects.all()
    pagination_class = None
    renderer_classes = [JSONRenderer]

    @extend_schema(
        summary="The data dictionary of the exports, as CSVW metadata",
        responses=OpenApiTypes.OBJECT,
        filters=False,
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        check_parameters(request.query_params, (), {})
        addresses = {
            table.name: f"{reverse(f'{table.name}-export-list', request=request)}?format=csv"
            for table in exporting.TABLES
        }
        return Response(exporting.as_csvw(exporting.TABLES, addresses))


class ClaimExport(Export):
    queryset = Claim.objects.all()
    filterset_class = ClaimFilters
    table = exporting.CLAIMS


class QuantityExport(Export):
    queryset = Quantity.objects.all()
    filterset_class = QuantityFilters
    table = exporting.QUANTITIES


class EntryExport(Export):
    queryset = Entry.objects.all()
    filterset_class = EntryFilters
    table = exporting.ENTRIES


class EntryOfComparisonExport(EntryExport):
    def rows(self) -> QuerySet:
        comparison = Comparison.objects.filter(named([self.kwargs["comparison_id"]])).first()
        if comparison is None:
            raise NotFound
        return super().rows().filter(comparison=comparison)


class LinkExport(Export):
    queryset = Link.objects.all()
    filterset_class = LinkFilters
    table = exporting.LINKS


class SourceExport(Export):
    queryset = Source.objects.all()
    filterset_class = SourceFilters
    table = exporting.SOURCES


class ArticleExport(Export):
    queryset = ArticleText.objects.filter(is_current=True)
    filterset_class = FoundArticleFilters
    table = exporting.ARTICLES
