import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleText, Identified, Tag
from articles.spans import Span
from claims.models.run import ExtractionRun
from claims.models.source import Source
from claims.models.wording import in_reading_language


class Modality(models.TextChoices):
    """How something is put: only what is asserted can be compared as a fact."""

    ASSERTED = "asserted", _("asserted")
    POSSIBLE = "possible", _("possible")
    PLANNED = "planned", _("planned")
    CONDITIONAL = "conditional", _("conditional")


class Polarity(models.TextChoices):
    AFFIRMED = "affirmed", _("affirmed")
    DENIED = "denied", _("denied")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Claim(Identified):
    """One attributed content in one article text, with everything normalised from it."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct quotation")
        INDIRECT = "indirect", _("indirect quotation")
        MIXED = "mixed", _("mixed quotation")

    class Status(models.TextChoices):
        EXTRACTED = "extracted", _("extracted")
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

    article_text = models.ForeignKey(
        ArticleText, verbose_name=_("article text"), on_delete=models.CASCADE, related_name="claims"
    )
    run = models.ForeignKey(
        ExtractionRun,
        verbose_name=_("extraction run"),
        on_delete=models.PROTECT,
        related_name="claims",
        null=True,
        blank=True,
        help_text=_("Empty where an editor made the claim."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("reported by"),
        on_delete=models.SET_NULL,
        related_name="children",
        null=True,
        blank=True,
        help_text=_("The next claim outwards in the chain."),
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="claims",
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    modality = models.CharField(
        _("modality"), max_length=11, choices=Modality, default=Modality.ASSERTED
    )
    polarity = models.CharField(
        _("polarity"), max_length=8, choices=Polarity, default=Polarity.AFFIRMED
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.EXTRACTED)
    speaker_name = models.CharField(_("name"), max_length=300, blank=True)
    speaker_name_latin = models.CharField(_("name in Latin letters"), max_length=300, blank=True)
    speaker_role = models.CharField(_("role"), max_length=300, blank=True)
    speaker_affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    headline_en = models.CharField(_("headline in English"), max_length=1000)
    headline_zh = models.CharField(_("headline in Chinese"), max_length=1000)
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    position = models.PositiveIntegerField(
        _("position"), help_text=_("Where the content begins in the article text.")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    edited_at = models.DateTimeField(
        _("edited at"),
        null=True,
        blank=True,
        help_text=_("Set by the first editor’s act; from then on no machine replaces the claim."),
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    reviewed_at = models.DateTimeField(
        _("reviewed at"),
        null=True,
        blank=True,
        help_text=_("The mark of a second person; whatever changes the claim takes it off."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="claims")
    by_hand = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("by hand"),
        default=list,
        blank=True,
        help_text=_("The fields that an editor gave; they are not re-read from the spans."),
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["article_text_id", "position", "id"]
        permissions = [("review_claim", _("Can review what another editor has ruled"))]
        indexes = [models.Index(fields=["article_text", "position"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(0, 1)),
                name="confidence_is_a_probability",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="claim_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(modality__in=Modality.values), name="claim_modality_is_known"
            ),
            models.CheckConstraint(
                condition=Q(polarity__in=Polarity.values), name="claim_polarity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @property
    def headline(self) -> str:
        return in_reading_language(self.headline_en, self.headline_zh)


class Mention(models.Model):
    """Something read at one place: `article_text.text[start:end] == quote`, always."""

    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quote = models.TextField(_("quoted words"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), quote__length=F("end") - F("start")),
                name="%(class)s_span_fits_quote",
            )
        ]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def version(self) -> int:
        """Of the claim that it is a part of: whoever changes one has seen the others."""
        version: int = self.claim.version  # type: ignore[attr-defined]  # each has one
        return version


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ClaimSpan(Mention):
    """One stretch of a claim's source, cue or content; each may be several."""

    class Part(models.TextChoices):
        SOURCE = "source", _("source")
        CUE = "cue", _("cue")
        CONTENT = "content", _("content")

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="spans"
    )
    part = models.CharField(_("part"), max_length=10, choices=Part)

    class Meta(Mention.Meta):
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        ordering = ["claim_id", "start"]
        constraints = [
            *Mention.Meta.constraints,
            models.UniqueConstraint(
                fields=["claim", "part", "start"], name="one_span_a_part_and_start"
            ),
        ]

    def __str__(self) -> str:
        return self.quote


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Quantity(Identified, Mention):
    """A number that a claim gives: exact decimals, and the doubt kept as low, high and words.

    Its modality and polarity are those of its own clause: the troops that are there are asserted
    in the same claim in which those that may come are possible.
    """

    class Change(models.TextChoices):
        RISE = "rise", _("rise")
        FALL = "fall", _("fall")

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="quantities"
    )
    value = models.DecimalField(_("value"), max_digits=30, decimal_places=6, null=True, blank=True)
    low = models.DecimalField(_("low"), max_digits=30, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(_("high"), max_digits=30, decimal_places=6, null=True, blank=True)
    approximate = models.BooleanField(_("approximate"), default=False)
    approximator = models.CharField(_("approximating words"), max_length=100, blank=True)
    by_hand = models.BooleanField(
        _("by hand"), default=False, help_text=_("An editor gave the value; it is not re-read.")
    )
    change = models.CharField(
        _("change"),
        max_length=4,
        choices=Change,
        blank=True,
        help_text=_("A rise or fall; empty for a level."),
    )
    modality = models.CharField(
        _("modality"), max_length=11, choices=Modality, default=Modality.ASSERTED
    )
    polarity = models.CharField(
        _("polarity"), max_length=8, choices=Polarity, default=Polarity.AFFIRMED
    )
    unit = models.CharField(_("unit"), max_length=50, blank=True)
    counted = models.CharField(_("what is counted"), max_length=500, blank=True)
    dimension = models.CharField(
        _("dimension"),
        max_length=50,
        blank=True,
        help_text=_("What is counted, without language: troops, deaths, missiles …"),
    )

    class Meta(Mention.Meta):
        verbose_name = _("quantity")
        verbose_name_plural = _("quantities")
        ordering = ["claim_id", "start"]
        indexes = [models.Index(fields=["dimension", "value"])]
        constraints = [
            *Mention.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(low__isnull=False) | Q(high__isnull=False),
                name="quantity_says_something",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")))
                    & (Q(value__isnull=True) | Q(low__isnull=True) | Q(low__lte=F("value")))
                    & (Q(value__isnull=True) | Q(high__isnull=True) | Q(value__lte=F("high")))
                ),
                name="quantity_bounds_in_order",
            ),
            models.UniqueConstraint(fields=["claim", "start"], name="one_quantity_a_place"),
            models.CheckConstraint(
                condition=Q(change__in=["", "rise", "fall"]), name="quantity_change_is_known"
            ),
            models.CheckConstraint(
                condition=Q(modality__in=Modality.values), name="quantity_modality_is_known"
            ),
            models.CheckConstraint(
                condition=Q(polarity__in=Polarity.values), name="quantity_polarity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.quote
