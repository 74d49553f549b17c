import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.identity import Identified
from articles.models.publisher import Publisher


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(
        # What a poll writes is state, not an act.
        condition=pghistory.AnyChange("url", "publisher", "minutes", "is_active", "title")
    ),
    pghistory.DeleteEvent(),
)
class Feed(Identified):
    """A subscribed RSS, Atom or JSON feed, and how it fares."""

    url = models.CharField(_("address"), max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    publisher = models.ForeignKey(
        Publisher,
        verbose_name=_("publisher"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        help_text=_("Whose articles these are, where neither page nor entry says."),
    )
    minutes = models.PositiveIntegerField(
        _("every so many minutes"), default=30, validators=[MinValueValidator(5)]
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("subscribed at"), auto_now_add=True)
    etag = models.CharField(_("ETag"), max_length=500, blank=True)
    last_modified = models.CharField(_("Last-Modified"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("last asked at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last new entry at"), null=True, blank=True)
    due_at = models.DateTimeField(_("to be asked again at"), default=timezone.now, db_index=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["title", "url"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5), name="feed_asked_with_manners")
        ]

    def __str__(self) -> str:
        return self.title or self.url


class FeedEntry(models.Model):
    """An entry of a feed that was handed in, so that it is not handed in again at every poll."""

    feed = models.ForeignKey(
        Feed, verbose_name=_("feed"), on_delete=models.CASCADE, related_name="entries"
    )
    identity = models.CharField(
        _("identity"),
        max_length=64,
        help_text=_("SHA-256 over the entry’s id or address, and its date of change."),
    )
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("feed entry")
        verbose_name_plural = _("feed entries")
        constraints = [
            models.UniqueConstraint(fields=["feed", "identity"], name="one_entry_an_identity")
        ]

    def __str__(self) -> str:
        return self.identity


class Host(models.Model):
    """A server that pages are fetched from: what it allows, and when it may be asked again.

    All workers share it, so that a host is asked in turn however many there are.
    """

    name = models.CharField(
        _("name"), max_length=300, unique=True, help_text=_("Scheme, host and port.")
    )
    robots = models.TextField(_("robots.txt"), blank=True)
    robots_status = models.PositiveIntegerField(_("answer for robots.txt"), null=True, blank=True)
    robots_fetched_at = models.DateTimeField(_("robots.txt fetched at"), null=True, blank=True)
    free_at = models.DateTimeField(_("may be asked again at"), default=timezone.now)

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FetchTurn(models.Model):
    """A page whose turn at its server has not come yet: when it comes.

    Kept apart from whoever wants the page, so that the turn is still there when it asks again.
    """

    host = models.ForeignKey(
        Host, verbose_name=_("host"), on_delete=models.CASCADE, related_name="turns"
    )
    page = models.CharField(
        _("page"), max_length=64, unique=True, help_text=_("SHA-256 of the address.")
    )
    at = models.DateTimeField(_("may be asked for at"), db_index=True)
    refusals = models.PositiveSmallIntegerField(_("times the server asked for patience"), default=0)

    class Meta:
        verbose_name = _("turn at a server")
        verbose_name_plural = _("turns at servers")

    def __str__(self) -> str:
        return f"{self.host} {self.at}"
