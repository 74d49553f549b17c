from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from access.given import Given, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from articles.models import ArticleText
from claims.models import Annotation, Claim
from claims.services.discussing import (
    BODY_LIMIT,
    note_edit,
    note_reopen,
    note_resolve,
    note_withdraw,
    note_write,
)

MAY_WRITE = "claims.add_annotation"


class AnnotationChanges(Given):
    body = serializers.CharField(max_length=BODY_LIMIT)


class AnnotationGiven(AnnotationChanges):
    """A note to a claim, to words of a text, or in answer to another note."""

    claim = Reference(Claim, required=False)
    text = Reference(ArticleText, source="article_text", required=False)
    parent = Reference(Annotation, required=False)  # type: ignore[assignment]
    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    end = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    quote = serializers.CharField(required=False, trim_whitespace=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        on = {"claim", "article_text", "parent"} & set(attrs)
        if len(on) != 1:
            raise serializers.ValidationError(
                {"claim": [_("A note is on a claim, on words of a text, or on another note.")]}
            )
        if {"start", "end", "quote"} & set(attrs) and "article_text" not in on:
            raise serializers.ValidationError({"text": [_("A place is in a text.")]})
        return attrs


class AnnotationWrites(Written):
    """What one wrote oneself is changed and withdrawn, never deleted."""

    renamed = {"article_text": "text"}

    @write("Write a note, or answer one", needs=MAY_WRITE, takes=AnnotationGiven)
    def create(self, asked: Asked) -> Annotation:
        return note_write(user=asked.user, **asked.given)

    @write("Change a note of one’s own", needs=MAY_WRITE, takes=AnnotationChanges)
    def partial_update(self, note: Annotation, asked: Asked) -> Annotation:
        if "body" not in asked.given:
            return note
        return note_edit(note=note, user=asked.user, body=asked.given["body"])

    @write("Withdraw a note of one’s own", needs=MAY_WRITE)
    def withdraw(self, note: Annotation, asked: Asked) -> Annotation:
        return note_withdraw(note=note, user=asked.user)

    @write("Resolve a note’s thread; its first note is answered", needs=MAY_WRITE)
    def resolve(self, note: Annotation, asked: Asked) -> Annotation:
        return note_resolve(note=note, user=asked.user)

    @write("Open a note’s thread again; its first note is answered", needs=MAY_WRITE)
    def reopen(self, note: Annotation, asked: Asked) -> Annotation:
        return note_reopen(note=note, user=asked.user)
