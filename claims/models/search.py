from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Publisher
from claims.models.source import Source


class SearchKind(models.TextChoices):
    """What can be found. An article is found by the id of its current text."""

    CLAIM = "claim", _("claim")
    ARTICLE = "article", _("article")
    SOURCE = "source", _("source")
    ANNOTATION = "annotation", _("annotation")


class SearchEntry(models.Model):
    """The words of one thing, and what a search can be narrowed by.

    Made anew from the thing itself whenever that changes, a few seconds later; nothing is kept here
    only. Hence no foreign keys that the database would check.
    """

    kind = models.CharField(max_length=10, choices=SearchKind)
    object_id = models.BigIntegerField()
    terms = SearchVectorField()
    day = models.DateField(null=True)
    publisher = models.ForeignKey(
        Publisher,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    state = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=20, blank=True)
    is_current = models.BooleanField(default=True)
    least = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    most = models.DecimalField(max_digits=30, decimal_places=6, null=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_entry_a_thing")
        ]
        indexes = [
            *(
                GinIndex(
                    fields=["terms"],
                    condition=Q(kind=kind),
                    name=f"search_{kind}_terms",
                    # Read far more often than written, and always as fast.
                    fastupdate=False,
                )
                for kind in SearchKind.values
            ),
            models.Index(
                "kind", F("day").desc(nulls_last=True), F("id").desc(), name="search_newest"
            ),
            models.Index(fields=["source"], condition=Q(kind="claim"), name="search_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchPending(models.Model):
    """Something that has changed since it was indexed. Triggers write these, with the change."""

    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("change to be indexed")
        verbose_name_plural = _("changes to be indexed")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
