"""Chinese phrases without a role: states, bodies, media, and names alone."""

from dataclasses import replace
from functools import cache

from . import lexicon
from .affiliations import zh_affiliation, zh_prefix
from .chinese_names import BODY_END, MEDIA_END, is_person, latin
from .folding import QUOTES, Words
from .speaker import Speaker


@cache
def media_ids() -> frozenset[str]:
    bodies = lexicon.organisations().values()
    return frozenset(body.id for body in bodies if body.kind in ("agency", "media"))


def read_body_or_name(words: Words) -> Speaker:
    """No role in sight: a state, a body, a medium, or a person's name alone."""
    folded = words.folded
    if folded in lexicon.zh_territories():
        code = lexicon.zh_territories()[folded]
        place = lexicon.territory_name(code, "zh-Hans") if folded in lexicon.seats() else None
        return Speaker(name=words.surface, affiliation=place, affiliation_id=code, kind="body")
    if folded in lexicon.person_names():
        return Speaker(name=words.surface, name_latin=latin(words.surface))
    known = zh_affiliation(folded)
    if known in media_ids() or (MEDIA_END.search(folded) and len(folded) > 2):
        return _named_medium(words, known)
    if known or BODY_END.search(folded):
        return _body(words, known)
    if is_person(folded) or (len(folded) > 1 and set(folded) <= lexicon.transliterating()):
        return Speaker(name=words.surface, name_latin=latin(words.surface))
    return Speaker(name=words.surface, name_latin=latin(words.surface), kind="body")


def _named_medium(words: Words, known: str | None) -> Speaker:
    folded = words.folded
    whole = folded in lexicon.zh_organisations()
    _, length = zh_prefix(folded)
    rest = words.cut(length).strip(QUOTES + "的")
    split = bool(length and rest.folded in lexicon.zh_organisations() and not whole)
    entry = lexicon.organisations().get(known or "")
    agency = (entry and entry.kind == "agency") or folded.endswith(("社",))
    role = "通讯社" if agency else "电视台" if folded.endswith("电视台") else "媒体"
    return Speaker(
        name=(rest if split else words).surface,
        name_latin=latin(words.surface),
        role=role,
        role_id="news-agency" if agency else "broadcaster" if role == "电视台" else "media",
        affiliation=medium_place(words.cut(0, length).surface, entry, whole=whole),
        affiliation_id=known,
        kind="body",
    )


def medium_place(prefix: str, entry: lexicon.Organisation | None, *, whole: bool) -> str | None:
    """The state before a medium's name; a state's own medium has it as affiliation anyway."""
    if prefix and not whole:
        return prefix
    own = entry.territory if entry else None
    return lexicon.territory_name(own, "zh-Hans") if own else None


def _body(words: Words, known: str | None) -> Speaker:
    territory, length = zh_prefix(words.folded)
    place = words.cut(0, length).surface if territory else None
    entry = lexicon.organisations().get(known or "")
    if not place and entry and entry.territory:
        place = lexicon.territory_name(entry.territory, "zh-Hans")
    return Speaker(
        name=words.surface,
        name_latin=latin(words.surface),
        affiliation=place,
        affiliation_id=known or territory,
        kind="body",
    )


def read_medium(before: Words, role: Words, base: Speaker) -> Speaker:
    """阿塞拜疆通讯社 is a body with a name; 当地媒体 is a crowd."""
    if role.folded in ("媒体", "传媒", "外媒", "官媒") or not before.folded:
        return replace(base, anonymous=True, kind="group", plural=True)
    territory, length = zh_prefix(before.folded)
    place = before.cut(0, length).surface if territory else None
    known = lexicon.zh_organisations().get(before.folded + role.folded)
    return replace(
        base,
        name=before.surface + role.surface,
        affiliation=medium_place("", lexicon.organisations().get(known or ""), whole=True)
        if known
        else place,
        affiliation_id=known or territory,
        kind="body",
    )
