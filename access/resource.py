from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django.db.models import Model, QuerySet
from django.utils.cache import get_conditional_response
from rest_framework.exceptions import MethodNotAllowed, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.status import HTTP_301_MOVED_PERMANENTLY, HTTP_308_PERMANENT_REDIRECT
from rest_framework.viewsets import ReadOnlyModelViewSet

from access import shaping
from access.etags import etag_of
from access.filters import check_parameters
from access.keys import UUID, is_id
from access.pages import PARAMETERS, CursorPages
from access.permissions import InScope, MayView, is_open
from access.schema import ResourceSchema
from access.shaping import WHOLE, Shaped, shape_of, wholes


class Moved(Exception):
    """The address named something by what it was called once: `kwarg` is `present` now."""

    def __init__(self, kwarg: str, present: str) -> None:
        super().__init__(kwarg, present)
        self.kwarg, self.present = kwarg, present


class Within(NamedTuple):
    """What resource another lies under: `comparisons/<comparison_id>/releases/`."""

    model: type[Model]
    path: str  # from a row to the one that it lies under
    kwarg: str
    name_field: str = ""


class Resource(ReadOnlyModelViewSet):
    """A list in pages and its single entries, to read.

    An entry is found by its id, or by `name_field` where it has a name of its own. Under the
    address of another resource (`within`) there are its own only.
    A parameter that nothing would heed is refused: a misspelt filter must not look like an answer.
    """

    permission_classes = [MayView]
    pagination_class = CursorPages
    schema = ResourceSchema()
    filterset_class: Any = None
    orderings: ClassVar[Mapping[str, Any]] = {"id": "pk"}
    ordered_by: ClassVar[Mapping[str, str]] = {}
    finds_first: ClassVar[bool] = (
        False  # the keys of a page's rows, and then the rows: of wide ones
    )
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = UUID
    name_field: ClassVar[str] = ""
    within: ClassVar[Within | None] = None
    is_versioned: ClassVar[bool] = False
    also_read_by: ClassVar[frozenset[str]] = frozenset()  # parameters of lists and of entries
    ordering: str | None = None  # of a list, where none is asked for; the first of all, if None
    is_public: ClassVar[bool] = False  # anybody's to read where PUBLIC_API says so
    shown_version: int | None = None
    shape = WHOLE

    def get_permissions(self) -> list[Any]:
        if self.is_open:
            return []
        return [InScope(), *super().get_permissions()]

    @property
    def is_open(self) -> bool:
        return is_open(self.request, self)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action is None:
            raise MethodNotAllowed(request.method)
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        known = {*filters, *PARAMETERS} if self.action == "list" else set()
        if self.action in {"list", "retrieve"}:
            known |= self.also_read_by
        serializer = self.shaped()
        if serializer:
            known |= {*shaping.PARAMETERS}
        check_parameters(request.query_params, known, filters)
        if serializer:
            self.shape = shape_of(request.query_params, serializer)

    def shaped(self) -> type[Shaped] | None:
        """Whose rows are told here, where a reader may choose what of them."""
        if self.action not in {"list", "retrieve"}:
            return None
        serializer = self.get_serializer_class()
        return serializer if issubclass(serializer, Shaped) else None

    def get_queryset(self) -> QuerySet:
        """With what the fields that are told need to be prefetched."""
        rows, serializer = super().get_queryset(), self.get_serializer_class()
        if not issubclass(serializer, Shaped):
            return rows
        wanted = [name for name in serializer.loads if name in (self.shape.fields or {name})]
        needed = [lookup for name in wanted for lookup in serializer.loads[name]]
        return rows.prefetch_related(*dict.fromkeys(needed))

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        context = self.get_serializer_context()
        serializer = self.shaped()
        if serializer and self.shape.expand and args:
            rows = args[0] if kwargs.get("many") else [args[0]]
            context["wholes"] = wholes(self.shape, serializer, rows, context)
        return super().get_serializer(*args, **{"context": context, **kwargs})

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "shape": self.shape}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(self.narrowed(queryset))

    def narrowed(self, rows: QuerySet) -> QuerySet:
        """Those under the address of another resource, where this one lies there."""
        if not (self.within and self.within.kwarg in self.kwargs):
            return rows
        model, path, kwarg, name_field = self.within
        found = self.by_key(model._default_manager.only("pk"), kwarg, name_field)
        return rows.filter(**{path: found.pk})

    def get_object(self) -> Any:
        rows = self.narrowed(self.get_queryset())
        entry = self.by_key(rows, "id", self.name_field, self.lookup_field)
        self.check_object_permissions(self.request, entry)
        return entry

    def by_key(
        self, rows: QuerySet, kwarg: str, name_field: str, id_field: str = "public_id"
    ) -> Any:
        """The row that the address names; NotFound, or Moved where it had the name once."""
        key = self.kwargs[kwarg]
        field = id_field if is_id(key) else name_field
        entry = rows.filter(**{field: key}).first() if field else None
        if entry is not None:
            return entry
        present = self.present_slug(rows.model, key) if field == "slug" else None
        raise Moved(kwarg, present) if present else NotFound

    def present_slug(self, model: type[Model], former: str) -> str | None:
        """The slug of the row that had this one once, where former slugs are remembered."""
        return None

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.told(self.get_object())

    def told(self, entry: Any, **kwargs: Any) -> Response:
        """One entry, with its version in the ETag where it has one."""
        self.shown_version = entry.version if self.is_versioned else None
        return Response(self.get_serializer(entry).data, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        if not isinstance(exc, Moved):
            return super().handle_exception(exc)
        match, request = self.request.resolver_match, self.request
        assert match
        kwargs = {**self.kwargs, exc.kwarg: exc.present}
        kwargs.pop("version", None)
        to = reverse(match.view_name, kwargs=kwargs, request=request)
        query = request.META.get("QUERY_STRING")
        is_read = request.method in {"GET", "HEAD"}
        status = HTTP_301_MOVED_PERMANENTLY if is_read else HTTP_308_PERMANENT_REDIRECT
        headers = {"Location": f"{to}?{query}" if query else to}
        return Response(status=status, headers=headers)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(response, Response) and 200 <= response.status_code < 300 and response.data:
            response.add_post_render_callback(self._tagged)
        return response

    def _tagged(self, response: Any) -> Any:
        """With its ETag; 304 in its place where the client has it already."""
        etag = etag_of(response.content, self.shown_version)
        response.headers["ETag"] = etag
        if self.request.method not in {"GET", "HEAD"}:
            return None
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return get_conditional_response(self.request._request, etag=etag, response=response)
