"""The identity of a source, equal across languages and spellings."""

import re
import unicodedata

from .affiliations import organisation_of
from .entities import person_of
from .folding import fold
from .labels import is_state
from .speaker import Speaker


def source_key(speaker: Speaker) -> str:
    """What the Source record is found by: the same for 拜登 and Joe Biden.

    'person:<name>', 'office:<affiliation>:<role>' for an unnamed holder, 'body:<id>',
    'group:<affiliation>:<role>' for unnamed ones, 'document:<words>'.

    >>> source_key(Speaker(name="拜登")), source_key(Speaker(name="Joe Biden"))
    ('person:joe-biden', 'person:joe-biden')
    >>> source_key(Speaker(role_id="intelligence-official", affiliation_id="US", anonymous=True))
    'group:us:intelligence-official'
    """
    if speaker.kind == "body":
        return f"body:{_body(speaker)}"
    if speaker.kind == "document":
        return f"document:{slug(speaker.role or speaker.name or '') or 'unnamed'}"
    if speaker.anonymous or not speaker.name:
        kind = "group" if speaker.anonymous or speaker.kind == "group" else "office"
        return ":".join([kind, *_place_and_role(speaker)])
    if speaker.kind == "group":
        return f"group:{slug(speaker.name)}"
    person = person_of(speaker)
    name = person.id if person else slug(speaker.name_latin or speaker.name)
    return f"person:{name or 'unnamed'}"


def _body(speaker: Speaker) -> str:
    known, name = speaker.affiliation_id, speaker.name or ""
    if known and not speaker.plural and (organisation_of(known) or is_state(name)):
        return known.lower()
    return slug(name) or "unnamed"


def _place_and_role(speaker: Speaker) -> list[str]:
    place = (speaker.affiliation_id or "").lower() or slug(speaker.affiliation or "")
    role = speaker.role_id or slug(speaker.role or "")
    return [part for part in (place, role) if part] or ["unnamed"]


def slug(words: str) -> str:
    """Lower case, no accents, hyphens for what is no letter; Chinese characters stay.

    >>> slug("Sauli Niinistö"), slug("米克·马兰")
    ('sauli-niinisto', '米克马兰')
    """
    folded = fold(words).replace("·", "")
    plain = unicodedata.normalize("NFKD", folded.lower())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = plain.replace("'s ", " ").replace("'", "")
    return re.sub(r"[^\w]+", "-", re.sub("^(?:the|a) ", "", plain)).strip("-_")[:120]
