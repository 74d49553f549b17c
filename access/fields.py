"""Fields that all resources have: ids, addresses, references to one another."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.addresses import address


class IdField(serializers.UUIDField):
    """What a row is known by, here and forever."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "public_id", "read_only": True, **kwargs})

    def to_representation(self, value: Any) -> str:
        return str(value)


@extend_schema_field(OpenApiTypes.URI)
class AddressField(serializers.Field):
    """The address of the row in the resource of this name, or of what lies under it."""

    def __init__(self, resource: str, under: str = "", **kwargs: Any) -> None:
        self.resource, self.under = resource, under
        super().__init__(**{"source": "public_id", "read_only": True, **kwargs})

    def to_representation(self, value: Any) -> str:
        return address(self.context["request"], self.resource, value) + self.under


@extend_schema_field(OpenApiTypes.URI)
class PageField(serializers.Field):
    """The address of the page where people read the same thing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, value: Any) -> str:
        return self.context["request"].build_absolute_uri(value.get_absolute_url())
