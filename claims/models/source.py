import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.wording import in_reading_language


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Source(models.Model):
    """The person, body, document or unnamed group that said something, across languages."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        BODY = "body", _("body")
        DOCUMENT = "document", _("document")
        GROUP = "group", _("group")

    class Anonymity(models.TextChoices):
        NAMED = "named", _("named")
        ROLE = "role", _("unnamed, with role and affiliation")
        UNNAMED = "unnamed", _("unnamed")

    key = models.CharField(
        _("key"),
        max_length=300,
        unique=True,
        help_text=_("What makes two mentions the same source, whatever their language."),
    )
    slug = models.SlugField(_("slug"), max_length=300, unique=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    anonymity = models.CharField(_("anonymity"), max_length=10, choices=Anonymity)
    label_en = models.CharField(_("label in English"), max_length=500)
    label_zh = models.CharField(_("label in Chinese"), max_length=500)
    role_id = models.CharField(_("role"), max_length=100, blank=True)
    affiliation_id = models.CharField(_("affiliation"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["label_en"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def label(self) -> str:
        return in_reading_language(self.label_en, self.label_zh)
