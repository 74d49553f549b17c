import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleText, Identified
from articles.spans import Span
from claims.models.claim import Claim


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Annotation(Identified):
    """An editor's note on a claim or on a passage of a text, or a reply to such a note.

    A thread is one note and the replies to it, which stand where it stands. A note is never
    deleted: its author may withdraw it, which leaves it without words; the history keeps them.
    """

    claim = models.ForeignKey(
        Claim,
        verbose_name=_("claim"),
        on_delete=models.CASCADE,
        related_name="annotations",
        null=True,
        blank=True,
    )
    article_text = models.ForeignKey(
        ArticleText,
        verbose_name=_("article text"),
        on_delete=models.CASCADE,
        related_name="annotations",
        null=True,
        blank=True,
        help_text=_("Of a note on a passage."),
    )
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("reply to"),
        on_delete=models.CASCADE,
        related_name="replies",
        null=True,
        blank=True,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="annotations",
    )
    body = models.TextField(_("note"))
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("mentions"), blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, article_text__isnull=True, start__isnull=True)
                | Q(claim__isnull=True, article_text__isnull=False, end__gt=F("start")),
                name="annotation_on_a_claim_or_a_passage",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="annotation_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80] or str(_("withdrawn note"))

    @property
    def passage(self) -> Span | None:
        """Where it stands in its article text; None for a note on a claim."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)

    @property
    def is_withdrawn(self) -> bool:
        return not self.body
