import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, ArticleText
from articles.models.identity import Identified


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Reprint(Identified):
    """Two articles with one text. The machine finds it and gives a score; an editor may judge."""

    class Kind(models.TextChoices):
        REPRINT = "reprint", _("reprint")
        WIRE_COPY = "wire_copy", _("copy of one wire report")
        TRANSLATION = "translation", _("translation")

    class Judgement(models.TextChoices):
        POSITIVE = "positive", _("yes")
        NEGATIVE = "negative", _("no")

    first = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="reprints_from"
    )
    second = models.ForeignKey(
        Article,
        verbose_name=_("other article"),
        on_delete=models.CASCADE,
        related_name="reprints_to",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    score = models.FloatField(_("score"), help_text=_("Share of the text in common, 0 to 1."))
    reason = models.TextField(_("reason"), blank=True)
    found_at = models.DateTimeField(_("found at"), auto_now_add=True)
    judgement = models.CharField(_("judgement"), max_length=8, choices=Judgement, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    judged_at = models.DateTimeField(_("judged at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reprint")
        verbose_name_plural = _("reprints")
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="reprint_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="one_reprint_a_pair"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="reprint_score_is_share"),
            models.CheckConstraint(
                condition=Q(judgement="", judged_by__isnull=True, judged_at__isnull=True)
                | (~Q(judgement="") & Q(judged_by__isnull=False, judged_at__isnull=False)),
                name="reprint_judged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.get_kind_display()} {self.second_id}"


class TextBand(models.Model):
    """One band of a text's MinHash signature: texts that share one may share their words."""

    text = models.ForeignKey(
        ArticleText, verbose_name=_("article text"), on_delete=models.CASCADE, related_name="bands"
    )
    band = models.PositiveSmallIntegerField(_("band"))
    value = models.BigIntegerField(_("value"))

    class Meta:
        verbose_name = _("text band")
        verbose_name_plural = _("text bands")
        constraints = [models.UniqueConstraint(fields=["text", "band"], name="one_value_a_band")]
        indexes = [models.Index(fields=["band", "value", "text"], name="texts_in_a_band")]

    def __str__(self) -> str:
        return f"{self.text_id}/{self.band}"
