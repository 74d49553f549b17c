"""Source spans in an article → the speaker, with names and roles found elsewhere in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from articles.spans import Span

from . import chinese, english
from .mentions import mention_table, person_of, rank
from .printing import printed
from .resolving import resolve
from .speaker import NOBODY, Speaker, anonymity_of

_LONGEST = 200  # characters of a source phrase; what is longer is no noun phrase


def read_speaker(
    text: str, source: Sequence[Span], language: str, *, published: date | None = None
) -> Speaker:
    """The speaker that the `source` spans of `text` name.

    Pronouns, family names and "the minister" are resolved within the article. With `published`,
    the office a well-known person held on that day gives `role_id` where the article prints none.
    Never raises: a phrase that names nobody is an anonymous group.

    >>> text = "芬兰国防部长科斯基宁说会谈有用。他还说会再谈。"
    >>> read_speaker(text, [Span(16, 17)], "zh-Hans").name
    '科斯基宁'
    """
    spans = [Span(max(0, start), end) for start, end in source if max(0, start) < end]
    joint = "" if language.startswith("zh") else " "
    phrase = joint.join(text[start:end] for start, end in spans)[:_LONGEST]
    if not phrase.strip():
        return NOBODY
    parse = chinese.parse if language.startswith("zh") else english.parse
    table = mention_table(text, language)
    speaker = resolve(parse(phrase), phrase, spans[0].start, table, language)
    speaker = _in_office(speaker, published)
    speaker = printed(speaker, phrase, text, table, language)
    return replace(speaker, anonymity=anonymity_of(speaker))


def _in_office(speaker: Speaker, published: date | None) -> Speaker:
    """Ids of a well-known person the article did not spell out."""
    person = person_of(speaker) if speaker.kind == "person" and not speaker.anonymous else None
    if person is None:
        return speaker
    if rank(speaker) < 2 and published and person.held(published):
        return replace(speaker, role_id=person.office, affiliation_id=person.at)
    return replace(speaker, affiliation_id=speaker.affiliation_id or person.at)
