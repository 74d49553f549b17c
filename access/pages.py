"""Pages by keyset: a cursor names the last row seen, so no page skips or repeats a row while others
are written, and the thousandth page costs what the first one costs."""

from typing import Any, NamedTuple

from django.core import signing
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

PARAMETERS = ("cursor", "ordering", "per_page")
_SALT = "api.cursor"


class Cursor(NamedTuple):
    """The row a page begins after (or, going backwards, ends before). Signed when handed out."""

    ordering: str
    backwards: bool
    value: Any
    pk: int

    def token(self) -> str:
        value = self.value.isoformat() if hasattr(self.value, "isoformat") else self.value
        return signing.dumps([self.ordering, self.backwards, value, self.pk], salt=_SALT)

    @classmethod
    def read(cls, token: str, ordering: str) -> "Cursor":
        try:
            cursor = cls(*signing.loads(token, salt=_SALT))
        except signing.BadSignature:
            raise ValidationError({"cursor": [_("This cursor is not one of ours.")]}) from None
        if cursor.ordering != ordering:
            raise ValidationError({"cursor": [_("This cursor belongs to another ordering.")]})
        return cursor


class Keyset(NamedTuple):
    """One direction through the rows: by `path` (nulls last), then by primary key."""

    path: Any  # a model's path, or an expression
    descending: bool

    def sort(self, rows: QuerySet, backwards: bool) -> QuerySet:
        down = self.descending != backwards
        key = "-pk" if down else "pk"
        if self.path == "pk":
            return rows.order_by(key)
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        column = F("cursor_value")
        first = column.desc(**nulls) if down else column.asc(**nulls)
        return rows.order_by(first, key)

    def with_value(self, rows: QuerySet) -> QuerySet:
        """With what they are sorted by, as `cursor_value`."""
        column = F(self.path) if isinstance(self.path, str) else self.path
        return rows if self.path == "pk" else rows.annotate(cursor_value=column)

    def beyond(self, cursor: Cursor) -> Q:
        """The rows on the far side of the cursor's row."""
        sign = "lt" if self.descending != cursor.backwards else "gt"
        later = Q(**{f"pk__{sign}": cursor.pk})
        if self.path == "pk":
            return later
        path = "cursor_value"
        undated = Q(**{f"{path}__isnull": True})
        if cursor.value is None:
            return (undated & later) | (~undated if cursor.backwards else Q())
        tied = Q(**{path: cursor.value}) & later
        dated = Q(**{f"{path}__{sign}": cursor.value}) | tied
        return dated if cursor.backwards else dated | undated


class CursorPages(BasePagination):
    """`{"next", "previous", "results"}`. The view's `orderings` maps names to model paths; its
    `ordered_by`, filters that bring an order of their own to what they annotate."""

    default_size, largest_size = 100, 1000
    default_orderings = {"id": "pk"}

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.url = request.build_absolute_uri()
        self.ordering, keyset = self._keyset(request, view)
        size = self._size(request)
        token = request.query_params.get("cursor")
        cursor = Cursor.read(token, self.ordering) if token else None
        backwards = cursor is not None and cursor.backwards
        queryset = keyset.with_value(queryset)
        if cursor:
            queryset = queryset.filter(keyset.beyond(cursor))
        sorted_rows = keyset.sort(queryset, backwards)
        if getattr(view, "finds_first", False):
            rows = _found_first(sorted_rows, view.get_queryset(), keyset, size + 1)  # type: ignore[union-attr]
        else:
            rows = list(sorted_rows[: size + 1])
        more = len(rows) > size
        page = rows[:size][::-1] if backwards else rows[:size]
        self.has_next, self.has_previous = (True, more) if backwards else (more, cursor is not None)
        self.page = page
        return page

    def get_paginated_response(self, data: Any) -> Response:
        next_link = self._link(-1, backwards=False) if self.has_next else None
        previous_link = self._link(0, backwards=True) if self.has_previous else None
        return Response({"next": next_link, "previous": previous_link, "results": data})

    def _link(self, place: int, *, backwards: bool) -> str | None:
        """To the page before or after the row at this place, if there is one."""
        if not self.page:
            return None
        row = self.page[place]
        cursor = Cursor(self.ordering, backwards, getattr(row, "cursor_value", None), row.pk)
        return replace_query_param(self.url, "cursor", cursor.token())

    def _keyset(self, request: Request, view: APIView | None) -> tuple[str, Keyset]:
        for parameter, path in getattr(view, "ordered_by", {}).items():
            if parameter in request.query_params:
                if "ordering" in request.query_params:
                    words = _("What is asked for has an order of its own.")
                    raise ValidationError({"ordering": [words]})
                return parameter, Keyset(path, descending=False)
        orderings = getattr(view, "orderings", self.default_orderings)
        default = getattr(view, "ordering", None) or next(iter(orderings))
        ordering = request.query_params.get("ordering") or default
        path = orderings.get(ordering.removeprefix("-"))
        if path is None:
            names = ", ".join(self._ordering_names(view))
            raise ValidationError({"ordering": [_("Choose one of: %s.") % names]})
        return ordering, Keyset(path, ordering.startswith("-"))

    def _size(self, request: Request) -> int:
        given = request.query_params.get("per_page") or str(self.default_size)
        readable = given.isascii() and given.isdecimal() and len(given) < 5
        size = int(given) if readable else 0
        if not 1 <= size <= self.largest_size:
            raise ValidationError(
                {"per_page": [_("Give a whole number from 1 to %d.") % self.largest_size]}
            )
        return size

    def _ordering_names(self, view: APIView | None) -> list[str]:
        names = getattr(view, "orderings", self.default_orderings)
        return [sign + name for name in names for sign in ("", "-")]

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        names = self._ordering_names(view)
        size = {"type": "integer", "minimum": 1, "maximum": self.largest_size}
        described = {
            "cursor": ("Where the page begins; follow `next` and `previous`.", {"type": "string"}),
            "ordering": (
                "What the rows are sorted by; a minus sign turns it round. Rows without a value "
                "come last.",
                {"type": "string", "enum": names, "default": names[0]},
            ),
            "per_page": ("Rows a page.", {**size, "default": self.default_size}),
        }
        return [
            {"name": name, "in": "query", "description": text, "schema": schema}
            for name, (text, schema) in described.items()
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": link,
                "previous": link,
                "results": schema,
            },
        }


def _found_first(found: QuerySet, whole: QuerySet, keyset: Keyset, most: int) -> list[Any]:
    """The first of the rows found, whole. What makes them whole is joined to these only, not to
    all that are looked through."""
    names = ("pk",) if keyset.path == "pk" else ("pk", "cursor_value")
    narrow = found.select_related(None).prefetch_related(None).values_list(*names)
    values = {pk: value[0] if value else None for pk, *value in narrow[:most]}
    rows = whole.in_bulk(list(values))
    for pk, row in rows.items():
        row.cursor_value = values[pk]
    return [rows[pk] for pk in values if pk in rows]
