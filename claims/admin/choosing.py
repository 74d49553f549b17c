"""The questions that the list's actions ask before they act."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from claims.admin.comparison_acts import Answering
from claims.admin.values import value_text
from claims.models import Claim, Comparison, Entry, Link


class ComparisonForm(forms.Form):
    """Which comparison, and which of the claims' quantities or which position answers it."""

    comparison = forms.ModelChoiceField(
        Comparison.objects.all(), label=_("comparison"), widget=UnfoldAdminSelectWidget
    )
    quantities = forms.MultipleChoiceField(
        label=_("quantities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    position = forms.ChoiceField(
        label=_("position"),
        required=False,
        choices=[("", "–"), *Entry.Position.choices],
        widget=UnfoldAdminSelectWidget,
        help_text=_("In a comparison of positions, in place of a quantity."),
    )

    def __init__(self, *args: Any, claims: Sequence[Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._claims = claims
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
        if not choices:
            del self.fields["quantities"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        comparison = given.get("comparison")
        if comparison and not self.has_error("quantities"):
            asks_position = comparison.kind == Comparison.Kind.POSITIONS
            if asks_position and not given.get("position"):
                self.add_error("position", _("This comparison asks for a position."))
            if not asks_position and not given.get("quantities"):
                self.add_error(None, _("This comparison asks for a quantity."))
        return given

    def answering(self) -> list[Answering]:
        """What is to be added, as `add_entries` takes it."""
        given = self.cleaned_data
        if given["comparison"].kind == Comparison.Kind.POSITIONS:
            position = given["position"]
            return [(row.headline, {"claim": row, "position": position}) for row in self._claims]
        chosen = [self._quantities[pk] for pk in given["quantities"]]
        return [(quantity.quote, {"quantity": quantity}) for quantity in chosen]


class JudgementForm(forms.Form):
    relation = forms.ChoiceField(
        label=_("relation"), choices=Link.Relation.choices, widget=UnfoldAdminSelectWidget
    )
    judgement = forms.ChoiceField(
        label=_("judgement"), choices=Link.Judgement.choices, widget=UnfoldAdminSelectWidget
    )
