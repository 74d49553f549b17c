import pgtrigger
from django.db import models
from django.db.models import Func


class UUIDv7(Func):
    """A UUID that sorts by the time it was made (RFC 9562), from PostgreSQL 18 itself."""

    function = "uuidv7"
    template = "%(function)s()"
    output_field = models.UUIDField()


class Identified(models.Model):
    """A row known to the world by an id that is never given twice, not by any database's count."""

    public_id = models.UUIDField(unique=True, editable=False, db_default=UUIDv7())

    class Meta:
        abstract = True


class FormerSlug(models.Model):
    """A slug that a row had once: its address still leads there, unless another has it now.

    Written by the triggers of `former_slug_kept`, so that no writer can forget it.
    """

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=300)
    public_id = models.UUIDField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_former_slug")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


def former_slug_kept() -> pgtrigger.Trigger:
    """The trigger of a model with a slug. `kind` is its lower-case name, as in its table's."""
    return pgtrigger.Trigger(
        name="former_slug_kept",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("slug"),
        condition=pgtrigger.Condition("OLD.slug IS DISTINCT FROM NEW.slug"),
        func=(
            "INSERT INTO articles_formerslug (kind, slug, public_id) "
            "VALUES (split_part(TG_TABLE_NAME, '_', 2), OLD.slug, OLD.public_id) "
            "ON CONFLICT (kind, slug) DO UPDATE SET public_id = EXCLUDED.public_id; RETURN NULL;"
        ),
    )
