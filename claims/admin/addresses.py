from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


def admin_address(obj: Model) -> str:
    """The page of the desk on which this row is read and changed."""
    meta = obj._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[obj.pk])


def admin_link(obj: Model | None, words: str = "") -> SafeString | str:
    """A link to the row's page; a dash where there is no row."""
    if obj is None:
        return "–"
    return format_html('<a class="text-link" href="{}">{}</a>', admin_address(obj), words or obj)
