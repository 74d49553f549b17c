from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers


class ErrorSerializer(serializers.Serializer):
    """What went wrong, in words."""

    detail = serializers.CharField()


_WORDS = {"type": "array", "items": {"type": "string"}}
# Which parameter was refused, and why, each under its own name.
_REFUSED = {"type": "object", "additionalProperties": _WORDS}


class ResourceSchema(AutoSchema):
    """A resource's answers in the OpenAPI document, its refusals included."""

    def get_response_serializers(self) -> Any:
        answers = super().get_response_serializers()
        if isinstance(answers, dict):
            return answers
        return {200: answers, **self._refusals()}

    def _refusals(self) -> dict[int, OpenApiResponse]:
        refusals = {
            400: OpenApiResponse(_REFUSED, "A parameter is unknown or unreadable; it is named."),
            401: OpenApiResponse(ErrorSerializer, "No valid token or session."),
            403: OpenApiResponse(ErrorSerializer, "The user lacks the permission to view these."),
        }
        if "{" in self.path.replace("{version}", ""):
            refusals[404] = OpenApiResponse(ErrorSerializer, "There is no such thing.")
        return refusals
