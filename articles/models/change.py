from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """That a transaction changed a row, or something else that is shown of it.

    Written by triggers (migrations 0011 here, 0024 of claims) with the change itself, and kept when
    the row is gone. Transactions are numbered as they begin, and may commit in any other order.
    """

    pk = models.CompositePrimaryKey("public_id", "transaction")
    public_id = models.UUIDField()
    transaction = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "transaction"], name="changes_since_a_transaction"),
            models.Index(fields=["kind", "at"], name="changes_since_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
