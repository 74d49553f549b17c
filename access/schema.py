from collections.abc import Iterable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from access.keys import NUMBER, SLUG, UUID
from access.problems import MEDIA_TYPE
from access.shaping import Shaped, names_of

# What the names look like that rows have beside their ids.
NAMES = {"slug": SLUG, "number": NUMBER, "version": NUMBER}


class ReasonSerializer(serializers.Serializer):
    """Why one parameter or one field was refused."""

    parameter = serializers.CharField(required=False, help_text="The parameter’s name.")
    field = serializers.CharField(required=False, help_text="The field’s name.")
    pointer = serializers.CharField(
        required=False, help_text="Where in the body, as a JSON pointer."
    )
    reason = serializers.CharField(help_text="In words, in the language asked for.")
    code = serializers.CharField(help_text="For programs; it is not translated.")


class ProblemSerializer(serializers.Serializer):
    """What went wrong: problem details as RFC 9457 has them."""

    type = serializers.CharField(help_text="The kind of problem; its address says what it means.")
    title = serializers.CharField(help_text="The kind of problem in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What it was this time.")
    instance = serializers.CharField(help_text="The path that was asked for.")
    errors = ReasonSerializer(many=True, required=False)  # type: ignore[assignment]


def _names(name: str, words: str, known: Iterable[str]) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, description=words, enum=sorted(known), many=True, explode=False
    )


def _may_be_blank(field: serializers.ChoiceField) -> bool:
    model = getattr(getattr(field.parent, "Meta", None), "model", None)
    columns = {column.name: column for column in model._meta.fields} if model else {}
    return bool(field.source in columns and columns[field.source].blank)


class ApiSchema(AutoSchema):
    """Every view's answers in the OpenAPI document, its refusals included."""

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        """What the view declares, and what every view may refuse."""
        bodies = super()._get_response_bodies(direction)
        for code, why in self._refusals().items():
            if str(code) not in bodies:
                bodies[str(code)] = self._get_response_for_code(why, str(code), None, direction)
        return bodies

    def _map_serializer_field(
        self, field: Any, direction: Any, bypass_extensions: bool = False
    ) -> Any:
        """A choice that is only told may be empty where its column may."""
        if isinstance(field, serializers.ChoiceField) and field.read_only:
            field.allow_blank = field.allow_blank or _may_be_blank(field)
        return super()._map_serializer_field(field, direction, bypass_extensions)

    def _map_serializer(
        self, serializer: Any, direction: str, bypass_extensions: bool = False
    ) -> dict[str, Any]:
        """Of what `fields` may leave out, nothing is required."""
        schema = super()._map_serializer(serializer, direction, bypass_extensions)
        if direction == "response" and isinstance(force_instance(serializer), Shaped):
            schema.pop("required", None)
        return schema

    def _refusals(self) -> dict[int, OpenApiResponse]:
        words = {
            400: "A parameter or a field was refused; it is named.",
            401: "No valid token or session.",
            429: "Too many requests; wait as Retry-After says.",
            403: "The user’s role or the token’s scopes do not allow this.",
        }
        if "{" in self.path.replace("{version}", ""):
            words[404] = "There is no such thing."
        return {code: OpenApiResponse(ProblemSerializer, why) for code, why in words.items()}

    def _get_response_for_code(
        self,
        serializer: Any,
        status_code: str,
        media_types: list[str] | None = None,
        direction: str = "response",
    ) -> Any:
        """Every refusal is a problem, and is sent as one."""
        if status_code >= "400":
            media_types = [MEDIA_TYPE]
        return super()._get_response_for_code(serializer, status_code, media_types, direction)


class ResourceSchema(ApiSchema):
    """A resource's addresses and answers in the OpenAPI document."""

    view: Any

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        """What had another slug is led to from there."""
        bodies = super()._get_response_bodies(direction)
        within = self.view.within
        if "{" in self.path.replace("{version}", "") and "slug" in (
            self.view.name_field,
            within and within.name_field,
        ):
            moved = "301" if self.method == "GET" else "308"
            bodies[moved] = {"description": "It is called otherwise now: see `Location`."}
        return bodies

    def get_override_parameters(self) -> list[Any]:
        told = self.view.shaped() if self.method == "GET" else None
        if not told:
            return []
        parts = "Tell these fields only, or only some of what is under one: `article.title`."
        found = [_names("fields", parts, names_of(told))]
        if told.expansions:
            words = "Tell these whole, not by their ids and names only."
            found.append(_names("expand", words, told.expansions))
        return found

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        return [self._key(variable) for variable in variables]

    def _key(self, variable: str) -> dict[str, Any]:
        """A row's id; or its name too, where it has one."""
        within = self.view.within
        name = within.name_field if within and within.kwarg == variable else self.view.name_field
        schema: dict[str, Any] = {"type": "string", "format": "uuid"}
        if name:
            schema = {"type": "string", "pattern": f"^({UUID}|{NAMES[name]})$"}
        words = f"Its id or its {name}." if name else "Its id."
        return {
            "in": "path",
            "name": variable,
            "required": True,
            "description": words,
            "schema": schema,
        }
