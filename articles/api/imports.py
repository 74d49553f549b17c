from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import TooManyFilesSent
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.status import HTTP_202_ACCEPTED, HTTP_413_REQUEST_ENTITY_TOO_LARGE

from access.idempotency import answered_once
from access.permissions import MayChange
from access.resource import Resource, Within
from access.schema import ProblemSerializer
from access.writing_schema import KEY
from articles import services
from articles.api.handing_in import GivenFilesSerializer, GivenTextsSerializer
from articles.api.import_filters import ImportFilters, ImportItemFilters
from articles.api.import_serializers import ImportItemSerializer, ImportSerializer
from articles.doors import LARGEST_REQUEST, MOST_FILES, hand_in
from articles.models import ImportBatch, ImportItem
from articles.progress import counts_of

LARGEST_JSON = 20 * 2**20  # bytes

_REFUSALS = {
    401: OpenApiResponse(ProblemSerializer, "No valid token or session."),
    403: OpenApiResponse(ProblemSerializer, "The user lacks the permission to import."),
}
_ACT_REFUSALS = {
    **_REFUSALS,
    400: OpenApiResponse(ProblemSerializer, "A parameter is unknown; it is named."),
    404: OpenApiResponse(ProblemSerializer, "There is no such import."),
}
_HAND_IN = extend_schema(
    summary="Hand in files, texts or addresses",
    description="The answer comes at once; reading, unpacking and fetching are done afterwards. "
    "Follow `Location` until `state` is `finished`.",
    request={"multipart/form-data": GivenFilesSerializer, "application/json": GivenTextsSerializer},
    responses={
        202: OpenApiResponse(ImportSerializer, "Taken in; to be read."),
        400: OpenApiResponse(ProblemSerializer, "Which field or parameter was refused, and why."),
        **_REFUSALS,
        409: OpenApiResponse(ProblemSerializer, "A request with this key is being worked on."),
        413: OpenApiResponse(ProblemSerializer, "More than one request may carry."),
        415: OpenApiResponse(ProblemSerializer, "Neither multipart/form-data nor JSON."),
        422: OpenApiResponse(ProblemSerializer, "This key came with another request before."),
    },
    parameters=[
        KEY,
        OpenApiParameter(
            "Location",
            OpenApiTypes.URI,
            OpenApiParameter.HEADER,
            description="The import’s own address.",
            response=[202],
        ),
    ],
)


def _act(summary: str) -> Any:
    return extend_schema(
        summary=summary, request=None, responses={200: ImportSerializer, **_ACT_REFUSALS}
    )


class TooLarge(APIException):
    status_code = HTTP_413_REQUEST_ENTITY_TOO_LARGE


@extend_schema_view(
    list=extend_schema(summary="Imports, through whichever door"),
    retrieve=extend_schema(summary="One import: its state, and its items by outcome"),
    create=_HAND_IN,
)
class ImportResource(Resource):
    """Everything handed in at one go. What is handed in again and has not changed, changes
    nothing; one thing that cannot be read stops no other."""

    queryset = ImportBatch.objects.select_related("created_by", "feed")
    serializer_class = ImportSerializer
    filterset_class = ImportFilters
    permission_classes = [MayChange]
    parser_classes = [JSONParser, MultiPartParser]
    orderings = {"id": "pk", "created_at": "created_at"}

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With the counts of all batches that are to be told of."""
        if args and args[0] is not None:
            batches = args[0] if kwargs.get("many") else [args[0]]
            counts = counts_of(batches)
            for batch in batches:
                batch.counts = counts[batch.pk]
        return super().get_serializer(*args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        is_json = "json" in (request.content_type or "")
        limit = LARGEST_JSON if is_json else LARGEST_REQUEST
        if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
            raise TooLarge(_("A request may carry at most %d MB.") % (limit // 2**20))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = self._given(request)
        given.is_valid(raise_exception=True)
        return answered_once(self, request, lambda: self._hand_in(request, given))

    def _hand_in(self, request: Request, given: Any) -> Response:
        assert isinstance(request.user, User)
        batch = hand_in(inputs=given.inputs(), door=ImportBatch.Door.API, user=request.user)
        data = self.get_serializer(batch).data
        return Response(data, status=HTTP_202_ACCEPTED, headers={"Location": str(data["url"])})

    def _given(self, request: Request) -> Any:
        try:
            data = request.data
        except TooManyFilesSent:
            raise ValidationError(
                {"files": [_("At most %(most)d files at once.") % {"most": MOST_FILES}]}
            ) from None
        by_files = (request.content_type or "").startswith("multipart/")
        serializer: type[Serializer] = GivenFilesSerializer if by_files else GivenTextsSerializer
        return serializer(data=data)

    @_act("Stop an import; what waits goes on when it is resumed")
    @action(methods=["post"], detail=True)
    def stop(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._after(services.import_stop, request)

    @_act("Let a stopped import go on")
    @action(methods=["post"], detail=True)
    def resume(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._after(services.import_resume, request)

    @_act("Try the items that failed again")
    @action(methods=["post"], detail=True)
    def retry(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._after(services.import_retry, request)

    def _after(self, act: Callable[..., Any], request: Request) -> Response:
        batch = self.get_object()
        act(batch=batch, user=request.user)
        return Response(self.get_serializer(self.get_object()).data)


@extend_schema_view(
    list=extend_schema(summary="What became of each item of an import"),
    retrieve=extend_schema(summary="One item of an import"),
)
class ImportItemResource(Resource):
    """The items of one import, those unpacked from others among them."""

    queryset = ImportItem.objects.select_related(
        "original", "parent", "article_text__article"
    ).only(
        *["public_id", "name", "url", "outcome", "reason", "created_at", "finished_at"],
        *["original__sha256", "parent__public_id", "article_text__public_id"],
        *["article_text__version", "article_text__article__public_id"],
    )
    serializer_class = ImportItemSerializer
    filterset_class = ImportItemFilters
    within = Within(ImportBatch, "batch", "import_id")
