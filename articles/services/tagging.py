"""The newsroom's own words on what it works on."""

from collections.abc import Iterable
from typing import Any, Protocol

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Tag
from articles.names import printable


class Tagged(Protocol):
    """A row with tags: an article, or a row of another room."""

    tags: Any


def tag_named(name: str) -> Tag:
    """The tag of this name, made if there is none; case and spaces around make no other tag.

    Raises ValidationError for a name that cannot be.
    """
    name = " ".join(printable(name).split())
    tag = Tag.objects.filter(name__iexact=name).first()
    if tag is None:
        tag = Tag(name=name)
        tag.full_clean()
        tag.save()
    return tag


def tags_put(*, row: Tagged, names: Iterable[str], user: User) -> list[Tag]:
    """Put tags on a row. The caller has asked whether `user` may work on it."""
    with pghistory.context(user=user.pk), transaction.atomic():
        tags = [tag_named(name) for name in names]
        row.tags.add(*tags)
        return tags


def tags_take(*, row: Tagged, names: Iterable[str], user: User) -> None:
    """Take tags off a row; those that are not on it are no matter."""
    with pghistory.context(user=user.pk), transaction.atomic():
        for name in names:
            row.tags.remove(*row.tags.filter(name__iexact=name.strip()))


def tag_rename(*, tag: Tag, name: str, user: User) -> Tag:
    """Give a tag another name, on everything that has it. ValidationError for one that is taken."""
    with pghistory.context(user=user.pk), transaction.atomic():
        tag.name = " ".join(printable(name).split())
        if Tag.objects.filter(name__iexact=tag.name).exclude(pk=tag.pk).exists():
            raise ValidationError(_("There is a tag of this name."))
        tag.full_clean()
        tag.save()
        return tag
