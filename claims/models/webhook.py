"""Where others are told of what changes here, and what they were told."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Identified


class WebhookEvent(models.TextChoices):
    """What a webhook can be told of. A release never changes and is never deleted."""

    CLAIM_CREATED = "claim.created", _("claim created")
    CLAIM_UPDATED = "claim.updated", _("claim updated")
    CLAIM_DELETED = "claim.deleted", _("claim deleted")
    LINK_CREATED = "link.created", _("link created")
    LINK_UPDATED = "link.updated", _("link updated")
    LINK_DELETED = "link.deleted", _("link deleted")
    COMPARISON_CREATED = "comparison.created", _("comparison created")
    COMPARISON_UPDATED = "comparison.updated", _("comparison updated")
    COMPARISON_DELETED = "comparison.deleted", _("comparison deleted")
    RELEASE_CREATED = "release.created", _("release created")


TEST_EVENT = "webhook.test"  # sent when its owner asks for it


class Webhook(Identified):
    """An address that is told of changes, in its owner's name and no more than the owner may read.

    `seed` is no secret: with the service's own key it makes the one that deliveries are signed
    with, so that a copy of the database signs nothing.
    """

    url = models.CharField(_("address"), max_length=2000)
    events = ArrayField(
        models.CharField(max_length=20, choices=WebhookEvent), verbose_name=_("events")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="webhooks",
    )
    seed = models.CharField(max_length=32, editable=False)
    former_seed = models.CharField(max_length=32, blank=True, editable=False)
    former_until = models.DateTimeField(
        _("former secret signs until"), null=True, blank=True, editable=False
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("last delivered at"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    rests_until = models.DateTimeField(
        _("rests until"),
        null=True,
        blank=True,
        help_text=_("After a failure, before the next try."),
    )
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(events__len__gte=1), name="webhook_is_told_of_something"
            ),
            models.CheckConstraint(
                condition=Q(former_seed="", former_until=None)
                | (~Q(former_seed="") & Q(former_until__isnull=False)),
                name="former_secret_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class WebhookChange(models.Model):
    """A row that one transaction has changed, until those who are to be told of it are.

    Written by triggers, and only while some webhook wants to know (migration 0023).
    """

    transaction = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    subject = models.UUIDField()
    was_there = models.BooleanField()
    is_there = models.BooleanField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["transaction", "kind", "subject"], name="one_change_a_transaction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event or 'nothing'} {self.subject}"

    @property
    def event(self) -> str:
        """What the whole transaction did to the row; empty where it was made and is gone again."""
        match self.was_there, self.is_there:
            case True, True:
                return f"{self.kind}.updated"
            case True, False:
                return f"{self.kind}.deleted"
            case False, True:
                return f"{self.kind}.created"
        return ""


class Delivery(Identified):
    """One event that one webhook is told of, however many attempts that takes.

    `data` is JSON as the API gives it. The public id is what receivers know the event by; it stays
    the same at every attempt.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")

    webhook = models.ForeignKey(
        Webhook, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.CharField(
        _("event"), max_length=20, choices=[*WebhookEvent.choices, (TEST_EVENT, _("test"))]
    )
    subject = models.UUIDField(_("about"), help_text=_("The id of what has changed."))
    data = models.TextField(_("data"))
    occurred_at = models.DateTimeField(_("occurred at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    queued_at = models.DateTimeField(
        _("queued at"), default=timezone.now, help_text=_("By the change, or by a replay.")
    )
    next_at = models.DateTimeField(_("next attempt at"), default=timezone.now)
    attempted_at = models.DateTimeField(_("last attempt at"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("status of the answer"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["webhook", "next_at"],
                condition=Q(state="waiting"),
                name="deliveries_that_wait",
            ),
            models.Index(fields=["queued_at"], name="deliveries_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"
