"""What editors at work leave behind: their acts, where they are, what awaits them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.annotation import Annotation
from claims.models.claim import Claim
from claims.models.comparison import Comparison
from claims.models.release import Release
from claims.models.webhook import Webhook


class Act(models.Model):
    """One thing that one editor did, whatever rows it wrote: they carry its context.

    An undo is an act of its own, and names the one it takes back; a redo takes back the undo.
    """

    context = models.UUIDField(
        _("context"), unique=True, help_text=_("Of the lines of history that the act wrote.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="acts",
    )
    verb = models.CharField(_("act"), max_length=50)
    reason = models.TextField(_("reason"), blank=True)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="acts",
    )
    claim = models.ForeignKey(
        Claim,
        verbose_name=_("claim"),
        on_delete=models.DO_NOTHING,
        # As in the history: an act that made a claim and was undone still names it.
        db_constraint=False,
        null=True,
        blank=True,
        related_name="acts",
    )
    undoes = models.OneToOneField(
        "self",
        verbose_name=_("takes back"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="undone_by",
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="acts_of_a_user")]

    def __str__(self) -> str:
        return self.verb


class Presence(models.Model):
    """Where an editor is; what is older than half a minute says that they are gone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("editor"), on_delete=models.CASCADE
    )
    article = models.ForeignKey(Article, verbose_name=_("article"), on_delete=models.CASCADE)
    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, null=True, blank=True
    )
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="one_presence_an_article")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.article_id}"


class Notice(models.Model):
    """Something that awaits one user: they were mentioned, answered, or given an article, or a
    webhook of theirs was switched off."""

    class Kind(models.TextChoices):
        MENTION = "mention", _("mention")
        REPLY = "reply", _("reply")
        ASSIGNMENT = "assignment", _("assignment")
        RELEASE = "release", _("release")
        WEBHOOK = "webhook", _("webhook")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("to"),
        on_delete=models.CASCADE,
        related_name="notices",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty where nobody did it."),
    )
    annotation = models.ForeignKey(
        Annotation, verbose_name=_("annotation"), on_delete=models.CASCADE, null=True, blank=True
    )
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, null=True, blank=True
    )
    release = models.ForeignKey(
        Release, verbose_name=_("release"), on_delete=models.CASCADE, null=True, blank=True
    )
    webhook = models.ForeignKey(
        Webhook, verbose_name=_("webhook"), on_delete=models.CASCADE, null=True, blank=True
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["user", "-id"], condition=Q(read_at=None), name="unread_notices_of_a_user"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(annotation__isnull=False)
                | Q(article__isnull=False)
                | Q(release__isnull=False)
                | Q(webhook__isnull=False),
                name="notice_leads_somewhere",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.user_id}"


class Follow(models.Model):
    """A user wants to hear what changes in a comparison."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE
    )
    comparison = models.ForeignKey(
        Comparison, verbose_name=_("comparison"), on_delete=models.CASCADE, related_name="follows"
    )
    seen_at = models.DateTimeField(_("last looked at"), default=timezone.now)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["user", "comparison"], name="one_follow_a_comparison")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.comparison_id}"
