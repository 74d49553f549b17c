"""Many writes in one request, each by itself: one that is refused stops no other."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied as NotPermitted
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, inline_serializer
from pghistory import runtime
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, PermissionDenied, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from access.etags import etag_of
from access.idempotency import answered_once
from access.problems import problem
from access.resource import Moved
from access.writing import Write, Writing
from access.writing_schema import KEY, REFUSALS

MOST = 500  # items of a request
METHODS = {"create": "create", "update": "partial_update", "delete": "destroy"}


class ItemSerializer(serializers.Serializer):
    """Beside these, the fields that the same write takes at its own address."""

    method = serializers.CharField(help_text="`create`, `update`, or an act: `accept`.")
    id = serializers.CharField(required=False, help_text="Of the row, where it is not made.")
    if_match = serializers.CharField(required=False, help_text="As the header of this name.")


class ItemsSerializer(serializers.Serializer):
    items = serializers.ListField(child=ItemSerializer(), min_length=1, max_length=MOST)


class ResultSerializer(serializers.Serializer):
    """As it would have been answered by itself."""

    status = serializers.IntegerField()
    etag = serializers.CharField(required=False)
    body = serializers.JSONField(required=False, help_text="What stands now.")
    problem = serializers.JSONField(required=False, help_text="Why it was refused.")


class BulkWriting(Writing):
    @extend_schema(
        summary="Many writes at once, each with its result",
        description=f"At most {MOST} items, carried out one after the other in the order given. "
        "Each is an act of its own: one that is refused stops no other.",
        parameters=[KEY],
        request=ItemsSerializer,
        responses={
            200: inline_serializer("BulkResults", {"results": ResultSerializer(many=True)}),
            **{status: REFUSALS[status] for status in (400, 401, 403, 409, 413, 415, 422)},
        },
    )
    @action(methods=["post"], detail=False)
    def bulk(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return answered_once(self, request, lambda: self._all(request.data))

    bulk.needs = ()  # type: ignore[attr-defined]  # each item is asked for what it needs

    def _all(self, data: Any) -> Response:
        items = data.get("items") if isinstance(data, dict) else None
        if not isinstance(items, list) or not 1 <= len(items) <= MOST or set(data) != {"items"}:
            raise ValidationError({"items": [_("Give between 1 and %d items.") % MOST]})
        results = [self._one(item) for item in items]
        self.shown_version = None
        return Response({"results": results})

    def _one(self, item: Any) -> dict[str, Any]:
        try:
            with _own_history(), transaction.atomic():
                answer = self._carried_out(item)
        except Moved as moved:
            words = _("It is called %s now.") % moved.present
            return self._refused(ValidationError({"id": [words]}))
        except (APIException, Http404, NotPermitted) as refusal:
            return self._refused(refusal)
        if answer.data is None:
            return {"status": answer.status_code}
        etag = etag_of(JSONRenderer().render(answer.data), self.shown_version)
        return {"status": answer.status_code, "etag": etag, "body": answer.data}

    def _refused(self, refusal: Exception) -> dict[str, Any]:
        told = problem(refusal, self.request)
        return {"status": told["status"], "problem": told}

    def _carried_out(self, item: Any) -> Response:
        if not isinstance(item, dict):
            raise ValidationError(_("An item is an object."))
        declared = self._declared(item.get("method"))
        user = self.request.user
        if not (isinstance(user, User) and user.has_perms(declared.needs)):
            raise PermissionDenied
        fields = {n: v for n, v in item.items() if n not in ("method", "id", "if_match")}
        if not declared.makes:
            self.kwargs = {**self.kwargs, "id": _text(item, "id")}
        if_match = _text(item, "if_match") if "if_match" in item else None
        return self.carry_out(declared, fields, if_match)

    def _declared(self, method: Any) -> Write:
        name = METHODS.get(method, method) if isinstance(method, str) else ""
        declared: Write | None = getattr(getattr(self, name, None), "write", None)
        if declared is None or name in set(METHODS.values()) - {METHODS.get(method)}:
            raise ValidationError({"method": [_("There is no such method.")]})
        return declared


def _text(item: dict[str, Any], name: str) -> str:
    text = item.get(name)
    if not isinstance(text, str) or not 0 < len(text) <= 300 or "\x00" in text:
        raise ValidationError({name: [_("Give this as text.")]})
    return text


@contextmanager
def _own_history() -> Iterator[None]:
    """What the history takes for one request, and an Act for one click, is one item here."""
    outer = getattr(runtime._tracker, "value", None)
    if outer is None:
        yield
        return
    runtime._tracker.value = runtime.Context(id=uuid4(), metadata=dict(outer.metadata))
    try:
        yield
    finally:
        runtime._tracker.value = outer
