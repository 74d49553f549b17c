"""Source spans in an article → the speaker, with names and roles found elsewhere in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from articles.spans import Span

from . import chinese, english
from .entities import Entity, fullest, person_of, rank
from .mentions import MentionTable, mention_table
from .printing import printed
from .resolving import Resolved, resolve
from .speaker import NOBODY, Speaker, anonymity_of

_LONGEST = 200  # characters of a source phrase; what is longer is no noun phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """A speaker as read at one place: whom of the article it was found to be, and by which rule.

    `own` is what the source phrase says by itself.
    """

    speaker: Speaker
    source: tuple[Span, ...]
    own: Speaker = NOBODY
    entity: Entity | None = None
    rule: str = ""


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
    table = mention_table(text, language)
    return _read(text, source, language, published, table).speaker


def read_speakers(
    text: str,
    sources: Sequence[Sequence[Span]],
    language: str,
    *,
    published: date | None = None,
) -> list[Reading]:
    """The speakers of all attributions of one article, as `read_speaker` reads one.

    The phrases introduce persons to each other ("a US official" … "the official"), and whoever
    speaks at several places has the same fields at each.
    """
    phrases = tuple(tuple(_within(text, source)) for source in sources)
    table = mention_table(text, language, phrases)
    readings = [_read(text, source, language, published, table) for source in phrases]
    of_entity: dict[int, list[Speaker]] = {}
    for reading in readings:
        if reading.entity and _is_person(reading.speaker):
            of_entity.setdefault(id(reading.entity), []).append(reading.speaker)
    records = {key: fullest(speakers) for key, speakers in of_entity.items()}
    return [
        replace(reading, speaker=records[id(reading.entity)])
        if reading.entity and _is_person(reading.speaker)
        else reading
        for reading in readings
    ]


def _is_person(speaker: Speaker) -> bool:
    return speaker.kind == "person" and bool(speaker.name) and not speaker.anonymous


def _within(text: str, source: Sequence[Span]) -> list[Span]:
    """The spans without what lies outside the text."""
    cut = (Span(max(0, start), min(end, len(text))) for start, end in source)
    return [span for span in cut if span.start < span.end]


def _read(
    text: str,
    source: Sequence[Span],
    language: str,
    published: date | None,
    table: MentionTable,
) -> Reading:
    spans = _within(text, source)
    joint = "" if language.startswith("zh") else " "
    phrase = joint.join(text[start:end] for start, end in spans)[:_LONGEST]
    if not phrase.strip():
        return Reading(NOBODY, ())
    parse = chinese.parse if language.startswith("zh") else english.parse
    own = parse(phrase)
    found = resolve(own, phrase, spans[0].start, table, language)
    found = _in_office(found, published)
    speaker = printed(found.speaker, phrase, text, table, language)
    speaker = replace(speaker, anonymity=anonymity_of(speaker))
    return Reading(speaker, tuple(spans), own, found.entity, found.rule)


def _in_office(found: Resolved, published: date | None) -> Resolved:
    """Ids of a well-known person the article did not spell out."""
    speaker = found.speaker
    person = person_of(speaker) if speaker.kind == "person" and not speaker.anonymous else None
    if person is None:
        return found
    if rank(speaker) < 2 and published and person.held(published):
        known = replace(speaker, role_id=person.office, affiliation_id=person.at)
    else:
        known = replace(speaker, affiliation_id=speaker.affiliation_id or person.at)
    return found._replace(speaker=known)
