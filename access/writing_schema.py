"""Writes in the OpenAPI document."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from access.schema import ProblemSerializer, ResourceSchema

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="The version that you have seen: the `ETag` of its answer, or `*` for whichever.",
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Any text of your own, other for each request. Sent again with the same request "
    "within a day, the answer is the same, and nothing more is done.",
)
LOCATION = OpenApiParameter(
    "Location",
    OpenApiTypes.URI,
    OpenApiParameter.HEADER,
    response=[201],
    description="Where it is found from now on.",
)
_REFUSALS = {
    400: "A field is unknown, missing or cannot be; it is named.",
    401: "No valid token or session.",
    403: "The user may not do this, or the article is locked to somebody else.",
    404: "There is no such thing.",
    409: "Somebody was faster, or a request with this Idempotency-Key is being worked on.",
    412: "Another version stands now; it is told.",
    413: "More than one request may carry.",
    415: "Not JSON.",
    422: "This Idempotency-Key came with another request before.",
    428: "The request names no version: `If-Match` is missing.",
}


class StaleSerializer(ProblemSerializer):
    current = serializers.JSONField(help_text="The row as it is told now.")


REFUSALS = {
    status: OpenApiResponse(StaleSerializer if status == 412 else ProblemSerializer, words)
    for status, words in _REFUSALS.items()
}


class WritingSchema(ResourceSchema):
    """Of a write, what its declaration says; of the rest, what any resource says."""

    @property
    def _write(self) -> Any:
        return getattr(getattr(self.view, self.view.action or "", None), "write", None)

    @property
    def _needs_version(self) -> bool:
        return self.view.is_versioned and self._write.versioned

    def get_summary(self) -> str | None:
        return self._write.summary if self._write else super().get_summary()

    def get_override_parameters(self) -> list[Any]:
        if not self._write:
            return super().get_override_parameters()
        parameters = [KEY] if self.method == "POST" else []
        if self._needs_version:
            parameters.append(IF_MATCH)
        if self._write.status == 201:
            parameters.append(LOCATION)
        return parameters

    def get_request_serializer(self) -> Any:
        return self._write.takes if self._write else super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        if not self._write:
            return super().get_response_serializers()
        answers = self._write.answers or self.view.get_serializer_class()
        done = None if self._write.status == 204 else answers
        return {self._write.status: done, **self._refused()}

    def _refused(self) -> dict[int, OpenApiResponse]:
        never = set() if self._needs_version else {412, 428}
        if self._write.makes:
            never.add(404)
        if self.method != "POST":
            never.add(422)
        return {status: why for status, why in REFUSALS.items() if status not in never}
