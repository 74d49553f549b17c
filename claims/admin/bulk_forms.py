"""What the acts on many rows ask before they can be planned."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Tag
from claims.selectors.people import workers


class NothingAsked(forms.Form):
    pass


class AcceptForm(forms.Form):
    percent = forms.IntegerField(
        label=_("least confidence, in per cent"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Empty: whatever the confidence."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        percent = given.pop("percent", None)
        return {"confidence": percent / 100 if percent else 0}


class ConfirmForm(forms.Form):
    score = forms.FloatField(label=_("least score"), min_value=0, max_value=1, initial=0.8)
    reason = forms.CharField(label=_("reason"), max_length=500, required=False)


class RejectForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=500, required=False)


class TagsForm(forms.Form):
    names = forms.CharField(
        label=_("tags"),
        max_length=500,
        help_text=_("Several with commas between them; a new one is made."),
    )

    def clean_names(self) -> list[str]:
        names = names_in(self.cleaned_data["names"])
        longest = Tag._meta.get_field("name").max_length
        if not names or max(map(len, names)) > (longest or 0):
            raise forms.ValidationError(_("A tag has between 1 and %d characters.") % longest)
        return names


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("assign to"), required=False, empty_label=_("nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["assignee"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = workers()


class StateForm(forms.Form):
    state = forms.ChoiceField(
        label=_("state"), choices=Article.State.choices, initial=Article.State.DONE
    )


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("format"),
        choices=[("csv", _("CSV, for spreadsheets")), ("jsonl", _("JSON lines"))],
        initial="csv",
    )


def names_in(typed: str) -> list[str]:
    """Tags as they are typed: with commas, also Chinese ones, between them.

    >>> names_in("border, figures，边境、 ")
    ['border', 'figures', '边境']
    """
    for comma in "，、;；":
        typed = typed.replace(comma, ",")
    return list(dict.fromkeys(filter(None, (name.strip() for name in typed.split(",")))))
