"""Where others are told of what changes, and what they were told."""

import json
from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from access.addresses import address
from access.fields import AddressField, IdField
from access.filters import KeyFilter, TruthFilter, choice
from access.given import Given
from access.resource import Within
from access.scopes import Scope
from access.shaping import Shaped
from access.writing import Asked, Writing, write
from claims.models import TEST_EVENT, Delivery, Webhook, WebhookEvent
from claims.services.delivering import body_of
from claims.services.webhooks import (
    deliveries_replay,
    webhook_change,
    webhook_create,
    webhook_delete,
    webhook_rotate,
    webhook_test,
)

EVENTS = [*WebhookEvent.choices, (TEST_EVENT, "test")]


class WebhookReferenceSerializer(Shaped):
    id = IdField()
    url = AddressField("webhook")

    class Meta:
        model = Webhook
        fields = ["id", "url"]
        read_only_fields = fields


class WebhookSerializer(WebhookReferenceSerializer):
    """An address that is told of changes, and how it fares."""

    target = serializers.CharField(source="url", read_only=True, help_text="What is told.")
    events = serializers.ListField(child=serializers.ChoiceField(WebhookEvent.choices))
    active = serializers.BooleanField(source="is_active", read_only=True)
    owner = serializers.CharField(source="owner.username", read_only=True)
    former_secret_until = serializers.DateTimeField(
        source="former_until",
        read_only=True,
        allow_null=True,
        help_text="Until then messages are signed with the former secret as well.",
    )
    deliveries = AddressField("webhook", "deliveries/")

    class Meta(WebhookReferenceSerializer.Meta):
        fields = [
            *WebhookReferenceSerializer.Meta.fields,
            "target",
            "events",
            "active",
            "owner",
            "created_at",
            "delivered_at",
            "failures",
            "failing_since",
            "rests_until",
            "last_error",
            "former_secret_until",
            "deliveries",
        ]
        read_only_fields = fields


class NewSecretSerializer(WebhookSerializer):
    secret = serializers.CharField(
        read_only=True, help_text="Shown this once only; not when the answer is replayed."
    )

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]
        read_only_fields = fields


class DeliverySerializer(Shaped):
    """One event that a webhook is told of, however many attempts that takes."""

    id = IdField(help_text="The message’s `Webhook-Id`, the same at every attempt.")
    url = serializers.SerializerMethodField()
    webhook = WebhookReferenceSerializer(read_only=True)
    event = serializers.ChoiceField(EVENTS, read_only=True)
    message = serializers.SerializerMethodField(help_text="What is sent.")

    class Meta:
        model = Delivery
        fields = [
            "id",
            "url",
            "webhook",
            "event",
            "subject",
            "state",
            "attempts",
            "occurred_at",
            "queued_at",
            "attempted_at",
            "next_at",
            "status",
            "answer",
            "error",
            "message",
        ]
        read_only_fields = fields

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, delivery: Delivery) -> str:
        webhook = address(self.context["request"], "webhook", delivery.webhook.public_id)
        return f"{webhook}deliveries/{delivery.public_id}/"

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_message(self, delivery: Delivery) -> Any:
        return json.loads(body_of(delivery))


class WebhookGiven(Given):
    target = serializers.CharField(max_length=2000, help_text="https, on the open web.")
    events = serializers.ListField(
        child=serializers.ChoiceField(WebhookEvent.choices), allow_empty=False, max_length=50
    )


class WebhookChanges(WebhookGiven):
    active = serializers.BooleanField()


class WebhookFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These webhooks.")
    active = TruthFilter(field_name="is_active", help_text="Whether it is told of anything.")

    class Meta:
        model = Webhook
        fields: list[str] = []


class DeliveryFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These deliveries.")
    state = choice(Delivery.State, "What became of it.")
    event = filters.MultipleChoiceFilter(
        choices=EVENTS, distinct=False, help_text="What it tells of."
    )

    class Meta:
        model = Delivery
        fields: list[str] = []


def webhooks_of(request: Request) -> QuerySet[Webhook]:
    """One's own; administrators everybody's."""
    user = request.user
    webhooks = Webhook.objects.select_related("owner")
    return webhooks if user.is_superuser else webhooks.filter(owner=user.pk)


@extend_schema_view(
    list=extend_schema(summary="One’s webhooks"), retrieve=extend_schema(summary="One webhook")
)
class WebhookResource(Writing):
    """One’s own, for editors and administrators; administrators see everybody’s."""

    queryset = Webhook.objects.all()
    serializer_class = WebhookSerializer
    filterset_class = WebhookFilters
    renamed = {"url": "target", "is_active": "active"}
    new_secret = ""

    def scope_for(self, action: str | None) -> str:
        return Scope.ADMIN

    def get_queryset(self) -> QuerySet[Webhook]:
        return webhooks_of(self.request)

    @write(
        "Be told of changes",
        needs="claims.add_webhook",
        takes=WebhookGiven,
        answers=NewSecretSerializer,
    )
    def create(self, asked: Asked) -> Webhook:
        webhook, self.new_secret = webhook_create(
            user=asked.user, url=asked.given["target"], events=asked.given["events"]
        )
        return self.get_queryset().get(pk=webhook.pk)

    @write(
        "Change a webhook, switch it off or on", needs="claims.change_webhook", takes=WebhookChanges
    )
    def partial_update(self, webhook: Webhook, asked: Asked) -> Webhook:
        names = {new: old for old, new in self.renamed.items()}
        changes = {names.get(name, name): value for name, value in asked.given.items()}
        return webhook_change(webhook=webhook, user=asked.user, **changes)

    @write("Delete a webhook and its deliveries", needs="claims.delete_webhook")
    def destroy(self, webhook: Webhook, asked: Asked) -> None:
        webhook_delete(webhook=webhook, user=asked.user)

    @write(
        "Make a new secret; the former one signs for a day as well",
        needs="claims.change_webhook",
        answers=NewSecretSerializer,
    )
    def rotate(self, webhook: Webhook, asked: Asked) -> Webhook:
        self.new_secret = webhook_rotate(webhook=webhook, user=asked.user)
        return self.get_queryset().get(pk=webhook.pk)

    @write("Send a test", needs="claims.change_webhook", answers=DeliverySerializer, status=202)
    def test(self, webhook: Webhook, asked: Asked) -> Delivery:
        return deliveries().get(pk=webhook_test(webhook=webhook).pk)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """A secret is told after answers are kept for their Idempotency-Key, and not kept."""
        if self.new_secret and getattr(response, "status_code", 0) in {200, 201}:
            response.data = {**response.data, "secret": self.new_secret}
            response["Cache-Control"] = "no-store"
        return super().finalize_response(request, response, *args, **kwargs)


def deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.select_related("webhook")


@extend_schema_view(
    list=extend_schema(summary="What a webhook was told and is to be told"),
    retrieve=extend_schema(summary="One delivery, with the message"),
)
class DeliveryResource(Writing):
    """Deliveries of the last fortnight."""

    queryset = deliveries()
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilters
    orderings = {"id": "pk", "occurred_at": "occurred_at"}
    within = Within(Webhook, "webhook", "webhook_id")

    def scope_for(self, action: str | None) -> str:
        return Scope.ADMIN

    def narrowed(self, rows: QuerySet) -> QuerySet:
        found = self.by_key(webhooks_of(self.request).only("pk", "owner"), "webhook_id", "")
        return rows.filter(webhook=found)

    @write("Send it again", needs="claims.change_delivery", status=202)
    def replay(self, delivery: Delivery, asked: Asked) -> Delivery:
        deliveries_replay(deliveries=[delivery])
        return delivery
