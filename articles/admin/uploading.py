"""The form by which files and addresses come in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.doors import LARGEST_FILE, MOST_FILES, check_addresses, check_files, megabytes


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files, each within the limit; the value is a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files]
        check_files(cleaned)
        return cleaned


class UploadForm(forms.Form):
    """`paths` is filled in by the page's script: where each file lay in a folder."""

    uploads = SeveralFilesField(
        label=gettext_lazy("Files"),
        required=False,
        allow_empty_file=True,  # named in the report, rather than stopping the others here
        widget=SeveralFilesInput(attrs={"aria-describedby": "id_uploads_helptext"}),
    )
    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        required=False,
        widget=UnfoldAdminTextareaWidget(
            attrs={"rows": 4, "spellcheck": "false", "placeholder": "https://"}
        ),
        help_text=gettext_lazy(
            "http or https, one a line: of pages, of files, or of feeds, which are unpacked."
        ),
    )

    @property
    def limits(self) -> dict[str, Any]:
        """What the page says beside the files, and its script checks before they are sent."""
        return {
            "files": MOST_FILES,
            "size": LARGEST_FILE,
            "size_shown": megabytes(LARGEST_FILE),
        }

    @property
    def paths(self) -> list[str]:
        return [path[:2000] for path in self.data.getlist("paths")]  # type: ignore[attr-defined]

    def clean_addresses(self) -> list[str]:
        addresses = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        addresses = [address for address in addresses if address]
        check_addresses(addresses)
        return addresses

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("uploads") and not data.get("addresses"):
            raise forms.ValidationError(_("Choose a file or give an address."))
        return data
