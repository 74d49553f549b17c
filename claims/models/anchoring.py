from collections.abc import Iterable

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleText
from claims.models.claim import Claim
from claims.models.reasons import reason_words


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Anchoring(models.Model):
    """What became of a claim that an editor had touched when its article's text changed.

    An anchored claim has moved to the new text. An unanchored one stays with the old, and waits
    for an editor.
    """

    class Method(models.TextChoices):
        EXACT = "exact", _("the same words between the same words")
        POSITION = "position", _("the same words, found by their position")
        FUZZY = "fuzzy", _("similar words")
        NONE = "none", _("not found")

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="anchorings"
    )
    from_text = models.ForeignKey(
        ArticleText,
        verbose_name=_("from text"),
        on_delete=models.CASCADE,
        related_name="anchorings_from",
    )
    to_text = models.ForeignKey(
        ArticleText,
        verbose_name=_("to text"),
        on_delete=models.CASCADE,
        related_name="anchorings_to",
    )
    method = models.CharField(_("found by"), max_length=8, choices=Method)
    score = models.FloatField(_("score"), help_text=_("How alike old and new words are, 0 to 1."))
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(
        _("details"),
        default=dict,
        blank=True,
        help_text=_("Where the claim stood in the earlier text, and what is missing in the later."),
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)
    settled_at = models.DateTimeField(
        _("settled at"),
        null=True,
        blank=True,
        help_text=_("When an editor has looked at what was found by similarity, or not found."),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("anchoring")
        verbose_name_plural = _("anchorings")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "to_text"], name="one_anchoring_a_text"),
            models.CheckConstraint(
                condition=Q(score__range=(0, 1)), name="anchoring_score_is_likeness"
            ),
            models.CheckConstraint(
                condition=~Q(method="none") | ~Q(reason=""), name="unanchored_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settling_has_time_and_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.get_method_display()}"

    def give_reason(self, why: Iterable[tuple[str, str]]) -> None:
        """Pairs of a reason and the words concerned; pages say them in the reader's language."""
        self.details["why"] = [list(pair) for pair in why]
        with translation.override("en"):
            self.reason = reason_words(self.details["why"])

    @property
    def why(self) -> str:
        """The reason in the reader's language."""
        return reason_words(self.details.get("why", [])) or self.reason
