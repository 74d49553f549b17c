import re

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Identified, former_slug_kept
from claims.models.wording import in_reading_language


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Source(Identified):
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
    wikidata_id = models.CharField(
        _("Wikidata id"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*\Z", _("Q and a number, such as Q42."))],
    )
    is_party = models.BooleanField(
        _("party to the matter"),
        default=False,
        help_text=_("Speaks in its own cause in what it is usually cited for."),
    )
    reliability = models.TextField(
        _("notes on reliability"),
        blank=True,
        help_text=_("Of the source; what is thought of one claim stands with that claim."),
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["label_en"]
        triggers = [former_slug_kept()]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def label(self) -> str:
        return in_reading_language(self.label_en, self.label_zh)

    @property
    def wikidata_url(self) -> str:
        """Empty without an id, and for anything that is none."""
        known = re.fullmatch(r"Q[1-9][0-9]*", self.wikidata_id)
        return f"https://www.wikidata.org/wiki/{self.wikidata_id}" if known else ""

    @property
    def counts_as(self) -> "Source":
        """The source it was merged into, or itself. No query after `select_related(STANDING)`."""
        return self.standing.root


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SourceName(models.Model):
    """One of a source's names: in another language, in another spelling, of another time."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("name of a source")
        verbose_name_plural = _("names of sources")
        ordering = ["language", "name"]
        constraints = [
            models.UniqueConstraint(fields=["source", "name", "language"], name="one_name_once")
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SourceOffice(models.Model):
    """What a source was, for whom, from when to when; open ends are unknown."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="offices"
    )
    role = models.CharField(_("role"), max_length=300, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    begin = models.DateField(_("begin"), null=True, blank=True)
    finish = models.DateField(_("finish"), null=True, blank=True)

    class Meta:
        verbose_name = _("office of a source")
        verbose_name_plural = _("offices of sources")
        ordering = [F("begin").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="") | ~Q(affiliation=""), name="office_says_something"
            ),
            models.CheckConstraint(
                condition=Q(begin__isnull=True)
                | Q(finish__isnull=True)
                | Q(begin__lte=F("finish")),
                name="office_begins_before_it_finishes",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.role, self.affiliation)))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SourceMerge(models.Model):
    """Two sources that are one: an edge with a judgement, undone rather than deleted.

    Where it stands with "yes", what `merged` said counts and shows as said by `kept`; the claims
    themselves go on naming the source that was read.
    """

    class Judgement(models.TextChoices):
        POSITIVE = "positive", _("yes")
        NEGATIVE = "negative", _("no")

    kept = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="merges"
    )
    merged = models.ForeignKey(
        Source, verbose_name=_("other source"), on_delete=models.CASCADE, related_name="merged_into"
    )
    score = models.FloatField(_("score"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    suggested_at = models.DateTimeField(_("suggested at"), auto_now_add=True)
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
        verbose_name = _("merge of sources")
        verbose_name_plural = _("merges of sources")
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_joins_two_sources"),
            models.UniqueConstraint(fields=["kept", "merged"], name="one_merge_a_pair"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(judgement="positive"), name="merged_into_one_only"
            ),
            models.CheckConstraint(
                condition=Q(judgement="", judged_by__isnull=True, judged_at__isnull=True)
                | (~Q(judgement="") & Q(judged_by__isnull=False, judged_at__isnull=False)),
                name="merge_judged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
