from typing import Any

from django import forms

from articles.admin.versioned import VersionedForm
from claims.models import Claim, Quantity
from claims.services.signing import READ


class ClaimForm(VersionedForm):
    class Meta:
        model = Claim
        fields = ["status", *READ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields.get("parent")
        if isinstance(parent, forms.ModelChoiceField):
            # A chain stays in its text.
            same_text = Claim.objects.filter(article_text=self.instance.article_text_id)
            parent.queryset = same_text.exclude(pk=self.instance.pk)


class QuantityForm(VersionedForm):
    """The version is that of the claim: its quantities are part of it."""

    class Meta:
        model = Quantity
        fields = [
            "value",
            "low",
            "high",
            "approximate",
            "approximator",
            "change",
            "modality",
            "polarity",
            "unit",
            "counted",
            "dimension",
        ]

    @staticmethod
    def version_of(instance: Any) -> int:
        return instance.claim.version
