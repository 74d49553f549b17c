from django.conf import settings
from django.db import models


class KeptAnswer(models.Model):
    """What was answered to a request that bore an `Idempotency-Key`, for when it is sent again.

    Stored in the transaction of what the request did: either both are there, or neither is.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # of method, address and body
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)  # JSON, as it was sent
    shown_version = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.status} {self.created_at}"
