"""A speaker in words, in English or Chinese whatever language it was read in."""

import re

from . import lexicon
from .affiliations import organisation_of, territory_of
from .entities import person_of
from .folding import fold, simplify
from .speaker import Speaker

_UNNAMED = {"en": "unnamed source", "zh-Hans": "未具名来源"}
_ANONYMOUS = {"en": " (anonymous)", "zh-Hans": "（匿名）"}
_HAN = re.compile("[㐀-鿿]")
_SAYS_SO = re.compile("^(?:anonymous |unnamed |匿名的?|不具名的?)")
_ATTRIBUTIVE = frozenset({"US", "GB"})  # "US officials" and "US president", never "US’s"


def source_label(speaker: Speaker, language: str) -> str:
    """The speaker as a heading, in 'en' or 'zh-Hans'. Names without a known form stay as printed.

    >>> minister = Speaker(name="科斯基宁", role="国防部长", affiliation="芬兰",
    ...                    role_id="defence-minister", affiliation_id="FI")
    >>> source_label(minister, "en"), source_label(minister, "zh-Hans")
    ('Finland’s defence minister 科斯基宁', '芬兰国防部长科斯基宁')
    """
    language = "en" if language == "en" else "zh-Hans"
    if speaker.kind == "body":
        return body_name(speaker, language)
    named = speaker.name and not speaker.anonymous
    if named and speaker.kind == "group":
        return _as_printed(speaker.name or "", language)
    if named and not (speaker.role or speaker.role_id):
        return _person_name(speaker, language)
    role = _role(speaker, language)
    if speaker.anonymous:
        role = _SAYS_SO.sub("", role) or role  # the label says it once, at its end
    parts = [_place(speaker, language), role]
    if language == "en":
        parts = _modifier_first(*parts)
    if named:
        parts.append(_person_name(speaker, language))
    joint = " " if language == "en" else ""
    label = joint.join(part for part in parts if part)
    after = _untranslated(speaker, language)
    if not label:
        return after or _UNNAMED[language]
    label += f", {after}" if after else ""
    return label + _ANONYMOUS[language] if speaker.anonymous else label


def _modifier_first(place: str, role: str) -> list[str]:
    """ "senior US officials", not "US senior officials"; a possessive stays in front."""
    first, _, rest = role.partition(" ")
    if rest and place and not place.endswith("’s") and first in ("senior", "top", "former"):
        return [first, place, rest]
    return [place, role]


def body_name(speaker: Speaker, language: str) -> str:
    """A state or organisation: 'The Associated Press', '美联社'; unknown ones as printed."""
    name, known = speaker.name or "", speaker.affiliation_id
    if speaker.plural:
        return _as_printed(name, language)
    organisation = organisation_of(known)
    if organisation and (entry := lexicon.organisations().get(organisation)):
        own = entry.en[0] if language == "en" else entry.zh[0]
        territory = territory_of(known) if ":" in (known or "") else None
        return _of_state(territory, own, language) if territory else own
    if known and is_state(name):
        return lexicon.territory_name(known, language)
    if language == "en" and speaker.name_latin:
        return speaker.name_latin
    return _as_printed(name, language) or _UNNAMED[language]


def _of_state(territory: str, own: str, language: str) -> str:
    state = lexicon.territory_name(territory, language)
    if language != "en":
        return state + own
    return f"{state} {own}" if territory in _ATTRIBUTIVE else f"{state}’s {own}"


def is_state(name: str) -> bool:
    bare = fold(name)
    if bare in lexicon.zh_territories():
        return True
    return re.sub("^the ", "", bare, flags=re.IGNORECASE) in lexicon.en_territories()


def _as_printed(words: str, language: str) -> str:
    return words if language == "en" else simplify(words)


def _person_name(speaker: Speaker, language: str) -> str:
    person = person_of(speaker)
    name = speaker.name or ""
    if language == "en":
        return person.en[0] if person else speaker.name_latin or name
    if _HAN.search(name) or person is None:
        return simplify(name)
    return next((form for form in person.zh if "·" in form), person.zh[0])


def _place(speaker: Speaker, language: str) -> str:
    """The affiliation before the role: 'Ukraine’s', 'Russian foreign ministry', '乌克兰'."""
    known, printed = speaker.affiliation_id, speaker.affiliation
    same = bool(printed) and bool(_HAN.search(printed or "")) == (language != "en")
    if same and (language != "en" or not known):
        return _as_printed(printed or "", language)
    if not known or (printed and not _exact(printed, known)):
        return ""
    if language != "en":
        return _place_zh(known)
    return _place_en(known, speaker)


def _place_zh(known: str) -> str:
    organisation = lexicon.organisations().get(organisation_of(known) or "")
    territory = territory_of(known) if ":" in known or organisation is None else None
    state = lexicon.territory_name(territory, "zh-Hans") if territory else ""
    return state + (organisation.zh[0] if organisation else "")


def _place_en(known: str, speaker: Speaker) -> str:
    organisation = lexicon.organisations().get(organisation_of(known) or "")
    territory = territory_of(known) if ":" in known or organisation is None else None
    own = organisation.en[0].removeprefix("The ") if organisation else ""
    if not territory:
        return own
    state = lexicon.territory_name(territory, "en")
    if territory not in _ATTRIBUTIVE:
        adjective = own or speaker.anonymous or not speaker.role
        state = (lexicon.adjective(territory) or state) if adjective else f"{state}’s"
    return f"{state} {own}".strip()


def _exact(printed: str, known: str) -> bool:
    """Whether an id says all of the printed affiliation; 'IR' does not say 伊朗民航组织."""
    if organisation_of(known):
        return True
    return is_state(printed) or len(printed) == 1 or not _HAN.search(printed)


def _untranslated(speaker: Speaker, language: str) -> str:
    """An affiliation that has no words in the label's language, as printed."""
    printed = speaker.affiliation
    if not printed or _place(speaker, language):
        return ""
    return _as_printed(printed, language)


def _role(speaker: Speaker, language: str) -> str:
    printed, role_id = speaker.role, speaker.role_id
    if printed and bool(_HAN.search(printed)) == (language != "en"):
        if language != "en":
            return simplify(printed)
        if not printed.endswith(".") and len(printed) > 3:  # "Sen." is written out
            return _lower(printed)
    prefixes, role = split_role(role_id)
    if role is None:
        return "" if printed is None else _as_printed(printed, language)
    if language != "en":
        return "".join({"former": "前", "deputy": "副"}[p] for p in prefixes) + _zh_word(
            role, speaker
        )
    own = _en_word(role, speaker.affiliation_id)
    words = " ".join([*prefixes, own])
    return lexicon.plural(words) if speaker.plural else words


def _zh_word(role: lexicon.Role, speaker: Speaker) -> str:
    elsewhere = speaker.affiliation and territory_of(speaker.affiliation_id) is None
    return role.zh_elsewhere if role.zh_elsewhere and elsewhere else role.zh[0]


def _en_word(role: lexicon.Role, affiliation_id: str | None) -> str:
    for place in (affiliation_id, territory_of(affiliation_id)):
        if place and place in role.en_at:
            return role.en_at[place]
    return role.en[0]


def split_role(role_id: str | None) -> tuple[list[str], lexicon.Role | None]:
    """'former-deputy-director' → (['former'], the role deputy-director)."""
    prefixes: list[str] = []
    rest = role_id or ""
    while rest and rest not in lexicon.roles() and rest.startswith(("former-", "deputy-")):
        head, _, rest = rest.partition("-")
        prefixes.append(head)
    return prefixes, lexicon.roles().get(rest)


def _lower(words: str) -> str:
    """An English role in running text: 'Foreign Minister' → 'foreign minister', 'CEO' stays."""
    return " ".join(word if word[1:2].isupper() else word.lower() for word in words.split())
