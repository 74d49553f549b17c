from django.db import models


class Asked(models.Model):
    """How often somebody has asked within a minute. The table is unlogged: a crash forgives all."""

    who = models.CharField(max_length=100, primary_key=True)
    minute = models.PositiveBigIntegerField()  # since 1970
    times = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["minute"], name="asked_by_minute")]

    def __str__(self) -> str:
        return f"{self.times} in minute {self.minute}"
