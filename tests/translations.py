"""The Chinese catalogue: `python -m tests.translations` brings it up to date with the code.

Collects every message of the apps and templates, keeps the translations there are, and compiles
the catalogue. What is left to translate is printed, and the exit status is 1 if anything is.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
APPS = ("access", "articles", "claims", "config")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}


def messages() -> Catalog:
    """Every message in the code and the templates, untranslated."""
    catalog = Catalog(
        locale="zh_Hans", project="According", copyright_holder="According", fuzzy=False
    )
    for path in sorted(_files()):
        for _line, message, _comments, context in extract(
            "python", BytesIO(_source(path).encode()), KEYWORDS
        ):
            catalog.add(message, context=context)
    return catalog


def stored() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def untranslated(catalog: Catalog) -> list[object]:
    """Messages without a translation, or with one that somebody only guessed."""
    return [m.id for m in catalog if m.id and (m.fuzzy or not all(_texts(m.string) or [""]))]


def compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    catalog = stored()
    written_on = catalog.creation_date
    catalog.update(messages(), no_fuzzy_matching=True)
    catalog.creation_date = written_on  # a run that finds nothing new changes nothing
    catalog.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalog, no_location=True, sort_output=True, width=100)
    MO.write_bytes(compiled(stored()))
    left = untranslated(stored())
    for message in left:
        print(message)
    return 1 if left else 0


def _files() -> list[Path]:
    python = [
        path
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if not {"migrations", "training"} & set(path.parts)
    ]
    return python + list((ROOT / "templates").rglob("*.html"))


def _source(path: Path) -> str:
    text = path.read_text()
    if path.suffix == ".py":
        return text
    # Django turns a template into something like Python; it is not indented like Python.
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())


def _texts(string: object) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


if __name__ == "__main__":
    sys.exit(main())
