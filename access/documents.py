"""Resources in other formats than the API's own: `?format=`, or the Accept header, names one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from access import shaping
from access.resource import Resource
from access.writing_schema import WritingSchema


@dataclass(frozen=True)
class Page:
    """The rows of one page of a list, its own address and those of its neighbours."""

    rows: Sequence[Any]
    address: str
    next: str | None = None
    previous: str | None = None


class Document(BaseRenderer):
    """A standard's way to tell a row, or a page of a list. Subclasses say how."""

    charset: str | None = "utf-8"  # JSON has none
    is_list_only: ClassVar[bool] = False
    ordering: ClassVar[str | None] = None  # where none is asked for

    def one(self, row: Any, request: Request) -> bytes:
        raise NotImplementedError

    def page(self, page: Page, request: Request) -> bytes:
        raise NotImplementedError

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Any = None,
    ) -> bytes:
        """What a view has made of it; a refusal is told in JSON as everywhere."""
        told: bytes = data if isinstance(data, bytes) else JSONRenderer().render(data)
        return told


def as_json(node: Any) -> bytes:
    return json.dumps(node, ensure_ascii=False).encode()


class DocumentedSchema(WritingSchema):
    """The other formats beside the API's own, which alone has the resource's schema."""

    def map_renderers(self, attribute: str) -> list[str]:
        return ["application/json"] if attribute == "media_type" else ["json"]

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for document in self._documents():
            media_type = document.media_type.partition(";")[0]
            schema = {"type": "object"} if "json" in media_type else {"type": "string"}
            bodies["200"]["content"][media_type] = {"schema": schema}
        return bodies

    def get_override_parameters(self) -> list[Any]:
        names = ["json", *(document.format for document in self._documents())]
        if len(names) == 1:
            return super().get_override_parameters()
        words = "Another format; or name its media type in `Accept`."
        asked = OpenApiParameter("format", str, description=words, enum=names)
        return [*super().get_override_parameters(), asked]

    def _documents(self) -> Sequence[Any]:
        return [r for r in self.view.get_renderers() if isinstance(r, Document)]


class Documented(Resource):
    """A resource that is told in these formats, too."""

    schema = DocumentedSchema()
    documents: ClassVar[Sequence[type[Document]]] = ()
    also_read_by = frozenset({"format"})

    def get_renderers(self) -> list[Any]:
        fitting = {"list": self.documents, "retrieve": self._of_one()}.get(self.action or "", ())
        return [*super().get_renderers(), *(document() for document in fitting)]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        wanted = request.query_params.get("format")
        if wanted is None or force or self.action is None:
            return super().perform_content_negotiation(request, force)
        known = {renderer.format: renderer for renderer in self.get_renderers()}
        if wanted not in known:
            raise ValidationError({"format": [_("Choose one of: %s.") % ", ".join(known)]})
        return known[wanted], known[wanted].media_type

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        document = self._document(request)
        if document is None:
            return super().list(request, *args, **kwargs)
        self.ordering = document.ordering
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        links = self.get_paginated_response([]).data
        page = Page(rows, request.build_absolute_uri(), links["next"], links["previous"])
        return Response(document.page(page, request))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        document = self._document(request)
        if document is None:
            return super().retrieve(request, *args, **kwargs)
        return Response(document.one(self.get_object(), request))

    def _of_one(self) -> Sequence[type[Document]]:
        return [document for document in self.documents if not document.is_list_only]

    def _document(self, request: Request) -> Document | None:
        """The format asked for, where it is not the API's own, which alone can be shaped."""
        renderer = request.accepted_renderer
        if not isinstance(renderer, Document):
            return None
        for name in shaping.PARAMETERS:
            if name in request.query_params:
                raise ValidationError({name: [_("This format has a shape of its own.")]})
        return renderer
