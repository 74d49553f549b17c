"""How sources that are one find each other, and what each counts as."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.source import Source


class Standing(models.Model):
    """What a source counts as: the one it is merged into, at the end of all merges, or itself.

    A view over the standing merges (`claims/migrations`), so that it is right whoever wrote them.
    Were they to form a ring, each source of it would count as itself.
    """

    source = models.OneToOneField(
        Source,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="standing",
    )
    root = models.ForeignKey(
        Source, on_delete=models.DO_NOTHING, db_constraint=False, related_name="counted"
    )

    class Meta:
        managed = False
        db_table = "claims_standing"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source_id} → {self.root_id}"


class SourceHandle(models.Model):
    """Something by which one source may be told to be another (`claims.registering`).

    Made anew from what is known of the source; nothing is kept here only.
    """

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.CASCADE, related_name="handles"
    )
    handle = models.CharField(_("handle"), max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["handle", "source"], name="one_handle_a_source")
        ]

    def __str__(self) -> str:
        return self.handle
