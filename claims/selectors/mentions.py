"""Who is meant by @name in a note. Names are those that users sign in with."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from articles.spans import Span

MENTIONS_AT_MOST = 50  # in one note
SUGGESTED_AT_MOST = 8
_NAME = re.compile(r"[\w.@+-]{1,150}")  # what Django lets a user be called
# Written without spaces: there a name may be followed by a word at once.
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_MARKS = ".@+-"  # may be part of a name, or end a sentence after it


class Place(NamedTuple):
    """Where somebody may be named, the @ included; `name` is in lower case."""

    span: Span
    name: str


def mentionable() -> QuerySet[User]:
    """Those who may see what they would be told of."""
    return User.objects.with_perm("claims.view_annotation").filter(is_staff=True)


def mentioned(body: str) -> list[User]:
    """The users whom a note names, each once; one who cannot read notes is not among them."""
    places = list(_places(body))
    wanted = {place.name for place in places}
    if not wanted:
        return []
    users = {
        user.get_username().lower(): user
        for user in mentionable().annotate(lower=Lower("username")).filter(lower__in=wanted)
    }
    return list({users[place.name]: None for place in _longest(places, users)})


def mention_places(body: str, names: Iterable[str]) -> list[Span]:
    """Where these users are named in a note, in order."""
    known = {name.lower() for name in names}
    return [place.span for place in _longest(_places(body), known)] if known else []


def users_like(words: str) -> list[User]:
    """Whom an editor may mean who has typed so much of a name."""
    found = mentionable()
    if words:
        found = found.filter(
            Q(username__istartswith=words)
            | Q(first_name__istartswith=words)
            | Q(last_name__istartswith=words)
        )
    return list(found.order_by("username")[:SUGGESTED_AT_MOST])


def name_of(user: User) -> str:
    """As the desk calls somebody."""
    return user.get_full_name() or user.get_username()


def _longest(places: Iterable[Place], known: Iterable[str]) -> Iterator[Place]:
    """At each @ the longest name that somebody has."""
    known = set(known)
    done = -1
    for place in places:
        if place.span.start > done and place.name in known:
            done = place.span.start
            yield place


def _places(body: str) -> Iterator[Place]:
    """Everything that could be a name after an @, the longest first at each."""
    at, found = body.find("@"), 0
    while at >= 0 and found < MENTIONS_AT_MOST:
        if (at == 0 or not _joins(body[at - 1])) and (name := _NAME.match(body, at + 1)):
            found += 1
            word = name.group()
            for end in range(len(word), 0, -1):
                if _ends(word, end):
                    yield Place(Span(at, at + 1 + end), word[:end].lower())
        at = body.find("@", at + 1)


def _joins(char: str) -> bool:
    """Whether an @ after this is part of an address ("me@example.org"), not of a mention."""
    return char in "_/" + _MARKS or (char.isalnum() and not _UNSPACED.match(char))


def _ends(word: str, end: int) -> bool:
    """Whether a name may end here: "@lin." names lin, "@linda" does not."""
    rest = word[end:].lstrip(_MARKS)
    return not rest or bool(_UNSPACED.match(rest))
