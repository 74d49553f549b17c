from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django_filters.filters import MultipleChoiceFilter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from access.pages import PARAMETERS, CursorPages
from access.permissions import MayView
from access.schema import ResourceSchema


class Resource(ReadOnlyModelViewSet):
    """A list in pages and its single entries, to read.

    A parameter that nothing would heed is refused: a misspelt filter must not look like an answer.
    """

    permission_classes = [MayView]
    pagination_class = CursorPages
    schema = ResourceSchema()
    filterset_class: Any = None
    orderings: ClassVar[Mapping[str, str]] = {"id": "pk"}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        known = {*filters, *PARAMETERS} if self.action == "list" else set()
        for name, values in request.query_params.lists():
            if name not in known:
                raise ValidationError({name: [_("Unknown parameter.")]})
            if "" in values:
                raise ValidationError({name: [_("Give a value, or leave the parameter out.")]})
            if len(values) > 1 and not isinstance(filters.get(name), MultipleChoiceFilter):
                raise ValidationError({name: [_("Give this parameter once.")]})

    def etag(self, entry: Any) -> str | None:
        """What changes whenever the entry does, where the entry keeps such a thing."""
        return None

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        entry = self.get_object()
        etag = self.etag(entry)
        headers = {"ETag": f'"{etag}"'} if etag else None
        return Response(self.get_serializer(entry).data, headers=headers)
