import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Identified, former_slug_kept
from claims.models.claim import Claim, Quantity
from claims.models.wording import in_reading_language


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Comparison(Identified):
    """One question with its scope, and the claims that answer it."""

    class Kind(models.TextChoices):
        NUMERIC = "numeric", _("how many")
        POSITIONS = "positions", _("positions on a question")

    class AsOf(models.TextChoices):
        ABOUT = "about", _("the day the figure is about, else the day it was said")
        SAID = "said", _("the day it was said, else the day of publication")
        PUBLISHED = "published", _("the day of publication")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        RELEASED = "released", _("released")

    slug = models.SlugField(_("slug"), max_length=200, unique=True, allow_unicode=True)
    question_en = models.CharField(_("question in English"), max_length=500)
    question_zh = models.CharField(_("question in Chinese"), max_length=500)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NUMERIC)
    dimension = models.CharField(
        _("dimension"),
        max_length=50,
        blank=True,
        help_text=_("What the answers count: troops, deaths …"),
    )
    unit = models.CharField(
        _("unit"), max_length=50, blank=True, help_text=_("Empty: the one most answers are in.")
    )
    places = ArrayField(
        models.CharField(max_length=50), verbose_name=_("places"), default=list, blank=True
    )
    population_en = models.CharField(
        _("population in English"),
        max_length=300,
        blank=True,
        help_text=_("Of whom or what: Russian ground troops, civilians …"),
    )
    population_zh = models.CharField(_("population in Chinese"), max_length=300, blank=True)
    begin = models.DateField(_("begin of the period"), null=True, blank=True)
    finish = models.DateField(_("end of the period"), null=True, blank=True)
    as_of_rule = models.CharField(
        _("day that counts"), max_length=10, choices=AsOf, default=AsOf.ABOUT
    )
    method_en = models.TextField(_("notes on method in English"), blank=True)
    method_zh = models.TextField(_("notes on method in Chinese"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        ordering = ["-id"]
        permissions = [("review_comparison", _("Can review a comparison that another has made"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="positions") | ~Q(dimension=""), name="numeric_counts_something"
            ),
            models.CheckConstraint(
                condition=Q(begin__isnull=True)
                | Q(finish__isnull=True)
                | Q(begin__lte=F("finish")),
                name="comparison_begins_before_it_finishes",
            ),
        ]
        triggers = [
            former_slug_kept(),
            pgtrigger.Trigger(
                name="new_version_is_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.version IS DISTINCT FROM NEW.version AND OLD.state = NEW.state"
                ),
                func="NEW.state := 'draft'; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("comparison", args=[self.slug])

    @property
    def question(self) -> str:
        return in_reading_language(self.question_en, self.question_zh)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Entry(Identified):
    """A claim's answer in a comparison: with which of its quantities or which position, as of when.

    An entry with scope differences is shown and marked, and is no part of the spread.
    """

    class Position(models.TextChoices):
        AFFIRMED = "affirmed", _("affirmed")
        DENIED = "denied", _("denied")
        CONDITIONAL = "conditional", _("conditional")
        NO_COMMENT = "no_comment", _("no comment")

    comparison = models.ForeignKey(
        Comparison,
        verbose_name=_("comparison"),
        on_delete=models.CASCADE,
        related_name="entries",
    )
    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="entries"
    )
    quantity = models.ForeignKey(
        Quantity,
        verbose_name=_("quantity"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
    )
    position = models.CharField(
        _("position"),
        max_length=11,
        choices=Position,
        blank=True,
        help_text=_("In a comparison of positions, in place of a quantity."),
    )
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("Empty where nothing says it.")
    )
    note = models.TextField(_("note"), blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["as_of", "id"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "quantity"], name="one_entry_a_quantity"),
            models.UniqueConstraint(
                fields=["comparison", "claim"],
                condition=Q(quantity__isnull=True),
                name="one_position_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=False, position="")
                | (Q(quantity__isnull=True) & ~Q(position="")),
                name="entry_is_a_quantity_or_a_position",
            ),
        ]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def version(self) -> int:
        """Of its comparison: whoever changes an answer has seen the others."""
        return self.comparison.version


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ScopeDifference(models.Model):
    """In what an entry speaks of more, less or something else than was asked: "includes Crimea"."""

    class Kind(models.TextChoices):
        PLACE = "place", _("place")
        POPULATION = "population", _("population")
        PERIOD = "period", _("period")
        MODALITY = "modality", _("planned or possible")
        COUNTING = "counting", _("way of counting")

    entry = models.ForeignKey(
        Entry, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="scope_differences"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    words_en = models.CharField(_("words in English"), max_length=200)
    words_zh = models.CharField(_("words in Chinese"), max_length=200)

    class Meta:
        verbose_name = _("scope difference")
        verbose_name_plural = _("scope differences")
        ordering = ["entry_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "words_en"], name="one_difference_once")
        ]

    def __str__(self) -> str:
        return in_reading_language(self.words_en, self.words_zh)
