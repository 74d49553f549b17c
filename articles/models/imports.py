from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import ArticleText


class ImportBatch(models.Model):
    """Everything handed in at one go, through whichever door."""

    class Door(models.TextChoices):
        COMMAND = "command", _("command line")
        ADMIN = "admin", _("admin")
        API = "api", _("API")

    door = models.CharField(_("door"), max_length=10, choices=Door)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ImportItem(models.Model):
    """What became of one item of a batch, and why."""

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("imported")
        UNCHANGED = "unchanged", _("unchanged")
        NEW_VERSION = "new_version", _("new version")
        FAILED = "failed", _("failed")

    batch = models.ForeignKey(
        ImportBatch, verbose_name=_("import"), on_delete=models.CASCADE, related_name="items"
    )
    name = models.CharField(_("name"), max_length=2000)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    article_text = models.ForeignKey(
        ArticleText,
        verbose_name=_("article text"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_items",
    )

    class Meta:
        verbose_name = _("import item")
        verbose_name_plural = _("import items")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(reason=""), name="failure_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.name
