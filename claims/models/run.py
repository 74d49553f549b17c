from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleText


class ExtractionRun(models.Model):
    """One pass of one engine over one article text. Every machine-made row names its run."""

    article_text = models.ForeignKey(
        ArticleText,
        verbose_name=_("article text"),
        on_delete=models.CASCADE,
        related_name="extraction_runs",
    )
    engine_version = models.CharField(_("engine version"), max_length=20)
    model_hash = models.CharField(_("model hash"), max_length=64)
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    claim_count = models.PositiveIntegerField(_("claims"), default=0)
    error = models.TextField(_("error"), blank=True)
    # Why a run found nothing, where that is why; a later engine may read the language.
    unread_language = models.CharField(
        _("language that the engine does not read"), max_length=20, blank=True
    )

    class Meta:
        verbose_name = _("extraction run")
        verbose_name_plural = _("extraction runs")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article_text", "engine_version", "model_hash"],
                condition=Q(error=""),
                name="one_run_an_engine",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
