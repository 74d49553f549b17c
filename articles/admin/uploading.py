"""The form by which files and addresses come in."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

LARGEST_FILE = 10 * 2**20  # bytes
MOST_ADDRESSES = 50


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files, each within the limit; the value is a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files]
        too_large = [file.name for file in cleaned if file.size > LARGEST_FILE]
        if too_large:
            raise forms.ValidationError(
                _("Larger than %(limit)s: %(names)s")
                % {"limit": filesizeformat(LARGEST_FILE), "names": ", ".join(too_large)}
            )
        return cleaned


class UploadForm(forms.Form):
    uploads = SeveralFilesField(
        label=gettext_lazy("Files"),
        required=False,
        allow_empty_file=True,  # named in the report, rather than stopping the others here
        widget=SeveralFilesInput,
        help_text=gettext_lazy("HTML, Markdown or plain text; up to 100 at once, 10 MB each."),
    )
    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=gettext_lazy("http or https, one a line."),
    )

    def clean_addresses(self) -> list[str]:
        addresses = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        addresses = [address for address in addresses if address]
        if len(addresses) > MOST_ADDRESSES:
            raise forms.ValidationError(_("At most %d addresses at once.") % MOST_ADDRESSES)
        check = URLValidator(schemes=["http", "https"])
        for address in addresses:
            check(address)
        return addresses

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("uploads") and not data.get("addresses"):
            raise forms.ValidationError(_("Choose a file or give an address."))
        return data
