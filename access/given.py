"""What clients give: fields under the names that answers have, and none that nothing would heed."""

from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.keys import named


class _Known:
    """A field that nothing would heed is refused by name, as a parameter is."""

    fields: Any

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                {str(name): [_("Unknown field.")] for name in sorted(unknown)}
            )
        given: dict[str, Any] = super().to_internal_value(data)  # type: ignore[misc]
        return given


class Given(_Known, serializers.Serializer):
    pass


class GivenRow(_Known, serializers.ModelSerializer):
    """Fields of a model, with its limits and choices. Services store them."""


class Reasoned(Given):
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=2000, help_text="Kept with the act."
    )


_REFERENCE = {
    "oneOf": [
        {"type": "string"},
        {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
    ]
}


@extend_schema_field(_REFERENCE)
class Reference(serializers.Field):
    """A row by its id, or by a name of its own; or an object with its id, as answers have it."""

    default_error_messages = {"missing": gettext_lazy("There is no such row (any more).")}
    key = serializers.CharField(max_length=300)

    def __init__(self, model: type[Model], names: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.model, self.names = model, names
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Model:
        key = self.key.run_validation(data.get("id") if isinstance(data, dict) else data)
        row = self.model._default_manager.filter(self.is_meant(key)).first()
        if row is None:
            self.fail("missing")
        return row

    def is_meant(self, key: str) -> Q:
        return named([key], names=self.names)


@extend_schema_field(OpenApiTypes.STR)
class Named(Reference):
    """A row by a name of its own, which answers have in its place."""

    def is_meant(self, key: str) -> Q:
        return Q(**dict.fromkeys(self.names, key))
