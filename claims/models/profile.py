from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField, HnswIndex

from claims.models.claim import Claim


class ClaimProfile(models.Model):
    """By what the claims that may belong to one are found (`claims.linking`).

    Made anew from what is known of the claim; nothing is kept here only. `embedding` is of the
    content, a unit vector, and absent on machines without the encoder.
    """

    claim = models.OneToOneField(
        Claim,
        verbose_name=_("claim"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="profile",
    )
    embedding = HalfVectorField(dimensions=384, null=True, blank=True)
    dimensions = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    places = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    begin = models.DateField(null=True, blank=True)
    finish = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    made_by = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("profile of a claim")
        verbose_name_plural = _("profiles of claims")
        default_permissions = ()
        indexes = [
            HnswIndex(
                name="profiles_by_embedding",
                fields=["embedding"],
                opclasses=["halfvec_cosine_ops"],
                m=16,
                ef_construction=64,
            ),
            GinIndex(name="profiles_by_dimension", fields=["dimensions"]),
            GinIndex(name="profiles_by_place", fields=["places"]),
        ]

    def __str__(self) -> str:
        return str(self.claim_id)
