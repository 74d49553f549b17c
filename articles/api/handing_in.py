"""What may be handed in over the API: files and addresses, or texts and addresses as JSON."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError as NotValid
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from articles.doors import (
    LARGEST_FILE,
    MOST_ADDRESSES,
    MOST_FILES,
    check_addresses,
    check_files,
    inputs_of_addresses,
    inputs_of_files,
)
from articles.services import ImportInput

MOST_TEXTS = 500
LARGEST_TEXT = 1_000_000  # characters


def _checked(check: Callable[[Any], None], values: Any) -> Any:
    try:
        check(values)
    except NotValid as error:
        raise serializers.ValidationError(error.messages) from error
    return values


class HandedIn(serializers.Serializer):
    """At least one thing; a field that nothing would heed is refused, as a parameter is."""

    addresses = serializers.ListField(
        child=serializers.CharField(max_length=2000),
        required=False,
        default=list,
        help_text=f"http or https; pages, files or feeds. At most {MOST_ADDRESSES}.",
    )

    def validate_addresses(self, addresses: list[str]) -> list[str]:
        return _checked(check_addresses, addresses)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            raise serializers.ValidationError(
                {name: [_("Unknown field.")] for name in sorted(unknown)}
            )
        if not any(attrs.values()):
            raise serializers.ValidationError(
                {str(name): [_("Give at least one thing to import.")] for name in self.fields}
            )
        return attrs


class GivenFilesSerializer(HandedIn):
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        required=False,
        default=list,
        help_text=f"At most {MOST_FILES}, {LARGEST_FILE // 2**20} MB each; what a file is, is told "
        "by its content. Archives, feeds and tables are unpacked.",
    )

    def validate_files(self, files: list[Any]) -> list[Any]:
        return _checked(check_files, files)

    def inputs(self) -> Iterator[ImportInput]:
        yield from inputs_of_files(self.validated_data["files"])
        yield from inputs_of_addresses(self.validated_data["addresses"])


class GivenTextSerializer(serializers.Serializer):
    """An article as its publisher published it, without its page."""

    title = serializers.CharField(max_length=1000)
    text = serializers.CharField(max_length=LARGEST_TEXT, help_text="Paragraphs a line each.")
    url = serializers.URLField(
        max_length=2000,
        required=False,
        help_text="Where it was published. It is not fetched; by it the article is known again.",
    )
    publisher = serializers.CharField(max_length=200, required=False)
    published = serializers.CharField(
        max_length=40, required=False, help_text="A date, or a time with its zone: ISO 8601."
    )
    language = serializers.CharField(
        max_length=20, required=False, help_text="`en`, `zh-Hans`, `zh-Hant`; else it is found out."
    )

    def validate_published(self, published: str) -> str:
        try:
            datetime.fromisoformat(published)
        except ValueError:
            raise serializers.ValidationError(
                _("Give a date, or a time with its zone, as ISO 8601 writes it.")
            ) from None
        return published

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, dict) and (unknown := set(data) - set(self.fields)):
            raise serializers.ValidationError(
                {name: [_("Unknown field.")] for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


class GivenTextsSerializer(HandedIn):
    texts = GivenTextSerializer(many=True, required=False, help_text=f"At most {MOST_TEXTS}.")

    def validate_texts(self, texts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(texts) > MOST_TEXTS:
            raise serializers.ValidationError(
                gettext_lazy("At most %(most)d texts at once.") % {"most": MOST_TEXTS}
            )
        return texts

    def inputs(self) -> Iterator[ImportInput]:
        for text in self.validated_data.get("texts", []):
            yield ImportInput(
                name=text["title"],
                data=json.dumps(text, ensure_ascii=False, sort_keys=True).encode(),
                url=text.get("url", ""),
                encoding="utf-8",
                media_type="application/json",
            )
        yield from inputs_of_addresses(self.validated_data["addresses"])
