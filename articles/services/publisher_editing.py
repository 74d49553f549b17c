"""Editors keep the publishers: names, domains, owner groups. Imports find one by any of them."""

from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from articles.models import OwnerGroup, Publisher, PublisherDomain, PublisherName
from articles.services.acts import StaleVersion, act_of
from articles.services.publishers import free_slug


class PublisherChanges(TypedDict, total=False):
    """What of a publisher can be changed; its slug is an address that others cite."""

    name: str
    domain: str
    owner_group: OwnerGroup | None
    is_wire_service: bool
    notes: str


def publisher_create(
    *, user: User, slug: str = "", **values: Unpack[PublisherChanges]
) -> Publisher:
    """A publisher of which nothing was imported yet. Raises ValidationError for a name taken."""
    _only(values)
    with act_of(user, "publisher.create"):
        publisher = Publisher(slug=slug or free_slug(values["name"]), **values)
        _check_name(publisher, publisher.name)
        publisher.full_clean()
        publisher.save()
        return publisher


def publisher_edit(
    *, publisher: Publisher, user: User, version: int, **changes: Unpack[PublisherChanges]
) -> Publisher:
    """Change what is named, on the version that the editor has seen.

    Raises StaleVersion if another version stands now, ValidationError for values that cannot be.
    """
    _only(changes)
    with act_of(user, "publisher.edit"):
        publisher = Publisher.objects.select_for_update().get(pk=publisher.pk)
        _seen(publisher, version)
        for field, value in changes.items():
            setattr(publisher, field, value)
        _check_name(publisher, publisher.name)
        publisher.full_clean()
        publisher.save()
        return publisher


def publisher_name_add(
    *, publisher: Publisher, user: User, name: str, language: str = ""
) -> PublisherName:
    """One more name by which imports find it. Raises ValidationError for one that is another's."""
    with act_of(user, "publisher.edit"):
        row = PublisherName(
            publisher=publisher, name=" ".join(name.split()), language=language.strip()
        )
        _check_name(publisher, row.name)
        row.full_clean()
        row.save()
        _count(publisher)
        return row


def publisher_name_remove(*, name: PublisherName, user: User) -> None:
    with act_of(user, "publisher.edit"):
        _count(name.publisher)
        name.delete()


def publisher_domain_add(*, publisher: Publisher, user: User, domain: str) -> PublisherDomain:
    """One more of its sites. Raises ValidationError for what is no domain, or another's."""
    with act_of(user, "publisher.edit"):
        row = PublisherDomain(
            publisher=publisher, domain=domain.strip().lower().removeprefix("www.")
        )
        if row.domain and Publisher.objects.filter(domain=row.domain).exists():
            raise ValidationError({"domain": _("A publisher has this domain already.")})
        row.full_clean()
        row.save()
        _count(publisher)
        return row


def publisher_domain_remove(*, domain: PublisherDomain, user: User) -> None:
    with act_of(user, "publisher.edit"):
        _count(domain.publisher)
        domain.delete()


def owner_group_create(*, name: str, user: User) -> OwnerGroup:
    """Raises ValidationError for a name that is empty or taken."""
    with act_of(user, "owner.create"):
        return _group(OwnerGroup(), name)


def owner_group_edit(*, group: OwnerGroup, user: User, version: int, name: str) -> OwnerGroup:
    """Raises StaleVersion if another version stands now, ValidationError as above."""
    with act_of(user, "owner.edit"):
        group = OwnerGroup.objects.select_for_update().get(pk=group.pk)
        _seen(group, version)
        return _group(group, name)


def _seen(row: Publisher | OwnerGroup, version: int) -> None:
    if row.version != version:
        raise StaleVersion(row)
    row.version += 1


def _count(publisher: Publisher) -> None:
    """Its names and domains are part of it: whoever saw it without them has not seen it."""
    Publisher.objects.filter(pk=publisher.pk).update(version=F("version") + 1)


def _group(group: OwnerGroup, name: str) -> OwnerGroup:
    group.name = " ".join(name.split())
    group.full_clean()
    group.save()
    return group


def _check_name(publisher: Publisher, name: str) -> None:
    """A name leads imports to one publisher."""
    given = PublisherName.objects.filter(name=name).exclude(publisher=publisher.pk)
    if given.exists() or Publisher.objects.filter(name=name).exclude(pk=publisher.pk).exists():
        raise ValidationError({"name": _("Another publisher has this name.")})


def _only(values: Any) -> None:
    if unknown := set(values) - set(PublisherChanges.__annotations__):
        raise TypeError(f"cannot be changed: {', '.join(sorted(unknown))}")
