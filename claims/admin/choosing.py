"""The questions that the list's actions ask before they act."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from claims.admin.values import value_text
from claims.models import Claim, Comparison, Link, Quantity


class ComparisonForm(forms.Form):
    """Which comparison, and which of the claims' quantities answer its question."""

    comparison = forms.ModelChoiceField(
        Comparison.objects.all(), label=_("comparison"), widget=UnfoldAdminSelectWidget
    )
    quantities = forms.MultipleChoiceField(
        label=_("quantities"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, claims: Sequence[Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._quantities = {
            str(quantity.pk): quantity for claim in claims for quantity in claim.quantities.all()
        }
        choices = [
            (str(quantity.pk), f"{value_text(quantity)} — {claim.headline}")
            for claim in claims
            for quantity in claim.quantities.all()
        ]
        offered = self.fields["quantities"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices, offered.initial = choices, [pk for pk, _words in choices]
        self.empty = not choices

    def clean_quantities(self) -> list[Quantity]:
        return [self._quantities[pk] for pk in self.cleaned_data["quantities"]]


class JudgementForm(forms.Form):
    relation = forms.ChoiceField(
        label=_("relation"), choices=Link.Relation.choices, widget=UnfoldAdminSelectWidget
    )
    judgement = forms.ChoiceField(
        label=_("judgement"), choices=Link.Judgement.choices, widget=UnfoldAdminSelectWidget
    )
