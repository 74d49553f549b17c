import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import ArticleText, Original
from articles.models.feed import Feed
from articles.models.identity import Identified


@pghistory.track(
    pghistory.InsertEvent(),
    # What the jobs write is state, not an act: it was stopped, it goes on, what failed waits again.
    pghistory.UpdateEvent(
        condition=pghistory.Q(old__stopped_at__df=pghistory.F("new__stopped_at"))
        | pghistory.Q(old__finished_at__isnull=False, new__finished_at__isnull=True)
    ),
)
class ImportBatch(Identified):
    """Everything handed in at one go, through whichever door.

    It runs until nothing more is handed in (`sealed_at`) and no item waits (`finished_at`), or
    until somebody stops it (`stopped_at`); what waits then goes on when it is resumed.
    """

    class Door(models.TextChoices):
        COMMAND = "command", _("command line")
        ADMIN = "admin", _("admin")
        API = "api", _("API")
        FEED = "feed", _("feed")

    door = models.CharField(_("door"), max_length=10, choices=Door)
    feed = models.ForeignKey(
        Feed,
        verbose_name=_("feed"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="batches",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    sealed_at = models.DateTimeField(_("handed in whole at"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stopped by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ImportItem(Identified):
    """One thing of a batch: what it is, what became of it, and why.

    What holds several articles (an archive, a feed, a table) is unpacked into items of its own.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        UNPACKED = "unpacked", _("unpacked")
        IMPORTED = "imported", _("imported")
        NEW_VERSION = "new_version", _("new version")
        UNCHANGED = "unchanged", _("unchanged")
        DUPLICATE = "duplicate", _("duplicate")
        FAILED = "failed", _("failed")

    batch = models.ForeignKey(
        ImportBatch, verbose_name=_("import"), on_delete=models.CASCADE, related_name="items"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("unpacked from"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="members",
    )
    name = models.CharField(_("name"), max_length=2000)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("As the container names it, such as a feed its entry’s source."),
    )
    original = models.ForeignKey(
        Original,
        verbose_name=_("original"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="import_items",
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome, default=Outcome.WAITING
    )
    reason = models.TextField(_("reason"), blank=True)
    article_text = models.ForeignKey(
        ArticleText,
        verbose_name=_("article text"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_items",
    )
    crashes = models.PositiveSmallIntegerField(
        _("crashes"), default=0, help_text=_("How many workers were killed at work on it.")
    )
    created_at = models.DateTimeField(_("handed in at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import item")
        verbose_name_plural = _("import items")
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "outcome"], name="item_outcome_in_batch")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(reason=""), name="failure_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.name
