"""Editors keep the register of who is cited. What was read in the articles stays as it is."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User

from claims.models import Source, SourceName, SourceOffice
from claims.services.acts import StaleVersion, act_of
from claims.services.sources import free_slug


class SourceChanges(TypedDict, total=False):
    """What of a source can be changed; its key and slug are what others find it by."""

    label_en: str
    label_zh: str
    kind: str
    anonymity: str
    role_id: str
    affiliation_id: str
    wikidata_id: str
    is_party: bool
    reliability: str


class OfficeChanges(TypedDict, total=False):
    role: str
    affiliation: str
    begin: date | None
    finish: date | None


def source_create(
    *, key: str, user: User, slug: str = "", **values: Unpack[SourceChanges]
) -> Source:
    """A source that no article has named yet. Raises ValidationError, also for a key taken."""
    _only(values, SourceChanges)
    with act_of(user, "source.create"):
        source = Source(key=key, slug=slug or free_slug(key), **values)
        source.full_clean()
        source.save()
        return source


def source_edit(
    *, source: Source, user: User, version: int, **changes: Unpack[SourceChanges]
) -> Source:
    """Change what is named, on the version that the editor has seen.

    Raises StaleVersion if another version stands now, ValidationError for values that cannot be.
    """
    _only(changes, SourceChanges)
    with act_of(user, "source.edit"):
        source = Source.objects.select_for_update().get(pk=source.pk)
        if source.version != version:
            raise StaleVersion(source)
        _set(source, changes)
        source.version += 1
        source.full_clean()
        source.save()
        return source


def source_name_add(
    *, source: Source, user: User, name: str, language: str = "", note: str = ""
) -> SourceName:
    """One more of its names. Raises ValidationError for an empty one, and for one it has."""
    with act_of(user, "source.edit"):
        row = SourceName(
            source=source, name=name.strip(), language=language.strip(), note=note.strip()
        )
        row.full_clean()
        row.save()
        return row


def source_name_remove(*, name: SourceName, user: User) -> None:
    with act_of(user, "source.edit"):
        name.delete()


def source_office_add(
    *, source: Source, user: User, **values: Unpack[OfficeChanges]
) -> SourceOffice:
    """What it was, for whom, from when to when. Raises ValidationError for an empty office."""
    _only(values, OfficeChanges)
    with act_of(user, "source.edit"):
        office = SourceOffice(source=source, **values)
        office.full_clean()
        office.save()
        return office


def source_office_change(
    *, office: SourceOffice, user: User, **changes: Unpack[OfficeChanges]
) -> SourceOffice:
    _only(changes, OfficeChanges)
    with act_of(user, "source.edit"):
        office = SourceOffice.objects.select_for_update().get(pk=office.pk)
        _set(office, changes)
        office.full_clean()
        office.save()
        return office


def source_office_remove(*, office: SourceOffice, user: User) -> None:
    with act_of(user, "source.edit"):
        office.delete()


def _set(row: object, changes: Any) -> None:
    for field, value in changes.items():
        setattr(row, field, value)


def _only(values: Any, allowed: type) -> None:
    if unknown := set(values) - set(allowed.__annotations__):
        raise TypeError(f"cannot be changed: {', '.join(sorted(unknown))}")
