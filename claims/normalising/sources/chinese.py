"""A Chinese source phrase → its parts: affiliation, role, name, and whether it names anybody."""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from . import lexicon
from .affiliations import organisation_of, zh_affiliation, zh_prefix
from .folding import fold
from .speaker import NOBODY, Speaker, anonymity_of

_ZH = lexicon.WORDS["zh"]
_QUOTES = " 《》「」『』“”\"'‘’〈〉、，,：:。"
_BRACKET = re.compile(r"\(([^()]*)\)")
_INDEFINITE = re.compile(_ZH["indefinite"])
_DEFINITE = re.compile(_ZH["definite"])
_MODIFIERS = lexicon.alternation(_ZH["modifiers"] + _ZH["unnamed"])
_DOCUMENT = re.compile(f"(?:{lexicon.alternation(_ZH['documents'])})$")
_AUTHOR_END = re.compile(_ZH["author_ends"])
_MEDIA_END = re.compile(f"(?:{_ZH['media_ends']})$")
_BODY_END = re.compile(f"(?:{_ZH['body_ends']})$")
_CONJUNCTION = re.compile(lexicon.alternation(_ZH["conjunctions"]))
# 总统府 and 检察官办公室 are bodies, not persons
_NOT_A_ROLE = "(?!府|局|部|厅|署|处|院|办公|会|社|联盟|协会|工会|团体|公会|委)"


class Words(NamedTuple):
    """A stretch of the article and its folded form, of equal length."""

    surface: str
    folded: str

    def cut(self, start: int, end: int | None = None) -> "Words":
        return Words(self.surface[start:end], self.folded[start:end])

    def strip(self, characters: str = _QUOTES) -> "Words":
        start = len(self.surface) - len(self.surface.lstrip(characters))
        end = len(self.surface.rstrip(characters))
        return self.cut(start, max(start, end))

    def without(self, start: int, end: int) -> "Words":
        return Words(
            self.surface[:start] + self.surface[end:], self.folded[:start] + self.folded[end:]
        )


@cache
def _role() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.zh_roles())
    return re.compile(f"((?:{_MODIFIERS})*?)(驻.{{1,8}}?)?({words}){_NOT_A_ROLE}")


def words_of(phrase: str) -> Words:
    return Words(phrase, fold(phrase))


def parse(phrase: str) -> Speaker:
    """Read one noun phrase by itself; what needs the article is left open.

    >>> speaker = parse("丹麦外交部发言人汉森（Hansen）")
    >>> speaker.name, speaker.name_latin, speaker.role, speaker.affiliation
    ('汉森', 'Hansen', '发言人', '丹麦外交部')
    """
    words, latin = _without_brackets(words_of(phrase).strip())
    speaker = _read(words.strip())
    if latin and speaker.name:
        speaker = replace(speaker, name_latin=speaker.name_latin or latin)
    return replace(speaker, anonymity=anonymity_of(speaker))


def _without_brackets(words: Words) -> tuple[Words, str | None]:
    """The phrase without its brackets, and the first Latin name that stood in one."""
    latin = None
    while match := _BRACKET.search(words.folded):
        inner = match.group(1).strip()
        if latin is None and re.match(r"[A-Za-zÀ-ɏ]", inner):
            latin = inner
        words = words.without(match.start(), match.end())
    return words, latin


def _read(words: Words) -> Speaker:
    if not words.folded:
        return NOBODY
    if words.folded in _ZH["collectives"] or words.folded.endswith("的人"):
        return _collective(words)
    for step in (_document, _joined, _administration, _determined, _relative, _office):
        speaker = step(words)
        if speaker:
            return speaker
    return _plain(words)


def _collective(words: Words) -> Speaker:
    role = words.surface if words.folded.endswith("消息") else None
    return Speaker(role=role, anonymous=True, kind="document" if role else "group", plural=True)


def _document(words: Words) -> Speaker | None:
    """A report speaks for its author: 卫生部的年度报告 → 卫生部."""
    match = _DOCUMENT.search(words.folded)
    if not match:
        return None
    author = words.cut(0, match.start())
    end = _AUTHOR_END.search(author.folded, 1)
    author = author.cut(0, end.start()) if end else author
    author = author.strip(_QUOTES + "的")
    bare = _INDEFINITE.sub("", _DEFINITE.sub("", author.folded))
    if len(bare) > 1:
        speaker = _read(author)
        known = speaker.affiliation_id or speaker.role_id or "·" in (speaker.name or "")
        if speaker.name and (known or _BODY_END.search(author.folded)):
            return speaker
        if speaker.role_id:
            return speaker
    bare_words = _bare(words)
    return Speaker(role=bare_words.surface, anonymous=True, kind="document")


def _joined(words: Words) -> Speaker | None:
    """Several sources in one phrase. 和 inside a body's name joins nothing."""
    if re.search("等(?:媒体|机构|国|人|国家|多国|多家媒体)?$", words.folded):
        return _list(words)
    for match in _CONJUNCTION.finditer(words.folded):
        left, right = words.cut(0, match.start()), words.cut(match.end())
        if not left.folded or not right.folded or not _complete(left):
            continue
        first, second = _read(left), _read(right)
        if first.anonymous and second.anonymous:
            rest = _without_place(second.role or right.surface, first.affiliation)
            role = f"{first.role}{match.group()}{rest}" if first.role else words.surface
            return replace(first, role=role, plural=True)
        start = words.surface.find(first.name) if first.name else 0
        return replace(
            first,
            name=words.surface[max(start, 0) :],
            affiliation=(first.affiliation or second.affiliation)
            if first.kind == "person"
            else None,
            role=first.role if first.kind == "person" else None,
            kind="group" if first.kind == "person" else "body",
            plural=True,
        )
    return None


def _without_place(role: str, place: str | None) -> str:
    """前美国外交官 beside 美国官员: the state is said once."""
    return role.replace(place, "", 1) if place else role


def _list(words: Words) -> Speaker:
    media = "媒体" in words.folded[-5:] or bool(zh_affiliation(words.folded) in _media())
    return Speaker(
        name=words.surface,
        role="媒体" if media else None,
        role_id="media" if media else None,
        kind="body",
        plural=True,
    )


@cache
def _media() -> frozenset[str]:
    bodies = lexicon.organisations().values()
    return frozenset(body.id for body in bodies if body.kind in ("agency", "media"))


def _complete(words: Words) -> bool:
    """Whether a phrase can stand alone: it is known, or it ends in a role or a known name."""
    folded = words.folded
    if folded in lexicon.person_names() or folded in lexicon.zh_territories():
        return True
    _territory, length = zh_prefix(folded)
    if folded in lexicon.zh_organisations() or folded[length:] in lexicon.zh_organisations():
        return True
    if _MEDIA_END.search(folded) and len(folded) > 2:
        return True
    speaker = _office(words)
    return bool(speaker and (speaker.role or speaker.name))


def _administration(words: Words) -> Speaker | None:
    """拜登政府(的)官员: the administration is the affiliation."""
    match = re.search("政府的?", words.folded)
    if not match:
        return None
    before = words.folded[: match.start()]
    for size in range(min(len(before), 12), 1, -1):
        if before[-size:] in lexicon.person_names():
            start = match.start() - size
            name = words.cut(start, match.start() + 2)
            rest = words.cut(match.end())
            if not rest.folded:
                return Speaker(
                    name=name.surface, affiliation_id=zh_affiliation(name.folded), kind="body"
                )
            inner = _read(rest)
            return replace(
                inner, affiliation=name.surface, affiliation_id=zh_affiliation(name.folded)
            )
    return None


def _determined(words: Words) -> Speaker | None:
    """一名…, 多位…, 该…: somebody unnamed, or somebody named before."""
    for pattern, indefinite in ((_INDEFINITE, True), (_DEFINITE, False)):
        match = pattern.match(words.folded)
        if match and match.end() < len(words.folded):
            rest = words.cut(match.end())
            speaker = _read(rest)
            if speaker.name or not (speaker.role or speaker.anonymous):
                return speaker if speaker.kind == "person" and speaker.role else None
            number = match.group()
            several = indefinite and not re.match("(?:有)?一(?:名|位|个)|某(?!些)", number)
            unnamed = indefinite and _kind(speaker.role_id) != "spokesperson"
            group = unnamed or speaker.kind == "group"
            return replace(
                speaker,
                anonymous=speaker.anonymous or unnamed,
                plural=several,
                kind="group" if group else speaker.kind,
            )
    return None


def _relative(words: Words) -> Speaker | None:
    """…的 before the head: an affiliation, an access clause (part of the role), or mere setting."""
    cut = words.folded.rfind("的")
    if cut <= 0 or cut + 1 >= len(words.folded):
        return None
    clause, head = words.cut(0, cut), words.cut(cut + 1)
    speaker = _read(head)
    if speaker.role is None and speaker.name is None:
        return None
    if re.match("|".join(_ZH["access"]), clause.folded):
        return replace(speaker, role=words.surface if speaker.anonymous else speaker.role)
    located = re.match("|".join(_ZH["located"]), clause.folded)
    place = clause.cut(located.end()) if located else clause
    known = zh_affiliation(place.folded)
    if speaker.affiliation is None and (located or known or _BODY_END.search(place.folded)):
        return replace(speaker, affiliation=_bare(place).surface, affiliation_id=known)
    return speaker


def _bare(words: Words) -> Words:
    match = _INDEFINITE.match(words.folded) or _DEFINITE.match(words.folded)
    return words.cut(match.end()) if match and match.end() < len(words.folded) else words


def _office(words: Words) -> Speaker | None:
    """[affiliation][role][name], [name][title], [affiliation][role][name][title]."""
    matches = list(_role().finditer(words.folded))
    if not matches:
        return None
    last = matches[-1]
    tail = words.cut(last.end()).strip(_QUOTES + "的·-")
    plural = bool(re.match(f"(?:{_ZH['plural']})$", tail.folded))
    tail = words.cut(0, 0) if plural else tail
    if tail.folded and (not _can_be_name(tail.folded) or _is_body(tail.folded)):
        return None
    if tail.folded:
        return _with_name(words, last, tail)
    titled = _titled(words, matches)
    if titled:
        return titled
    start = last.start()
    if len(matches) > 1 and _run_on(matches[-2], last):
        start = matches[-2].start()
    return _unnamed(words.cut(0, start), words.cut(start, last.end()), last, plural)


def is_body_like(folded: str) -> bool:
    return bool(_BODY_END.search(folded))


def _is_body(folded: str) -> bool:
    """代表港铁公司: what follows the word is no person's name."""
    if folded in lexicon.person_names() or "·" in folded or folded.isascii():
        return False
    return folded in lexicon.zh_organisations() or bool(
        len(folded) > 3 and _BODY_END.search(folded)
    )


def _can_be_name(folded: str) -> bool:
    return len(folded) <= 24 and bool(re.fullmatch(r"[㐀-鿿A-Za-zÀ-ɏ·.\- ']+", folded))


def _run_on(first: re.Match[str], second: re.Match[str]) -> bool:
    """警察官员: two collectives in a row are one role."""
    return first.end() == second.start() and _kind(_id(first)) == "collective"


def _id(match: re.Match[str]) -> str:
    return lexicon.zh_roles()[match.group(3)]


def _kind(role_id: str | None) -> str:
    role = lexicon.roles().get((role_id or "").removeprefix("former-").removeprefix("deputy-"))
    return role.kind if role else ""


def _with_name(words: Words, match: re.Match[str], tail: Words) -> Speaker:
    trimmed = re.sub("(?:先生|女士|本人|等人)$", "", tail.folded)
    name = tail.cut(0, len(trimmed) or None)
    base = _placed(words.cut(0, match.start()), words.cut(match.start(), match.end()), match)
    if _kind(base.role_id) == "media":  # 国营新闻机构Ukrinform
        known = zh_affiliation(name.folded)
        return replace(base, name=name.surface, kind="body", affiliation_id=known, anonymous=False)
    return replace(base, name=name.surface, name_latin=_latin(name.surface))


def _latin(name: str) -> str | None:
    return name if re.fullmatch(r"[A-Za-zÀ-ɏ.\-' ]+", name) else None


def _titled(words: Words, matches: list[re.Match[str]]) -> Speaker | None:
    """A name before its title: 汉森上校, 张女士; with an office before it: 国防部长汉森将军."""
    last = matches[-1]
    if _kind(_id(last)) not in ("title", "office"):
        return None
    earlier = matches[-2] if len(matches) > 1 else None
    begin = earlier.end() if earlier else 0
    name = words.cut(begin, last.start()).strip(_QUOTES + "的")
    if not _is_person(name.folded, honorific=_kind(_id(last)) == "title"):
        return None
    if earlier:
        office = words.cut(earlier.start(), earlier.end())
        base = _placed(words.cut(0, earlier.start()), office, earlier)
    else:
        base = _placed(words.cut(0, 0), words.cut(last.start(), last.end()), last)
    if base.role_id == "honorific":
        base = replace(base, role=None, role_id=None)
    return replace(base, name=name.surface)


def _is_person(folded: str, *, honorific: bool = False) -> bool:
    """Whether this is a person's name: known, with a middle dot, or surname and one or two."""
    if folded in lexicon.person_names():
        return True
    if not folded or not _can_be_name(folded) or zh_affiliation(folded) or len(folded) > 24:
        return False
    if "·" in folded:
        return True
    if _BODY_END.search(folded) or _INDEFINITE.match(folded) or _DEFINITE.match(folded):
        return False
    if honorific and len(folded) <= 6:
        return True
    return len(folded) <= 3 and folded[0] in _ZH["surnames"]


def _unnamed(before: Words, role: Words, match: re.Match[str], plural: bool) -> Speaker:
    base = _placed(before, role, match)
    kind = _kind(base.role_id)
    if kind == "media":
        return _medium(before, role, base)
    unnamed = any(word in role.folded for word in _ZH["unnamed"])
    anonymous = kind == "collective" or plural or unnamed
    group = "group" if anonymous else "person"
    several = plural or (kind == "collective")
    return replace(base, anonymous=anonymous, kind=group, plural=several)


def _medium(before: Words, role: Words, base: Speaker) -> Speaker:
    """阿塞拜疆通讯社 is a body with a name; 当地媒体 is a crowd."""
    if role.folded in ("媒体", "传媒", "外媒", "官媒") or not before.folded:
        return replace(base, anonymous=True, kind="group", plural=True)
    territory, length = zh_prefix(before.folded)
    place = before.cut(0, length).surface if territory else None
    known = lexicon.zh_organisations().get(before.folded + role.folded)
    return replace(
        base,
        name=before.surface + role.surface,
        affiliation=_medium_place("", lexicon.organisations().get(known or ""), whole=True)
        if known
        else place,
        affiliation_id=known or territory,
        kind="body",
    )


def _placed(before: Words, role: Words, match: re.Match[str]) -> Speaker:
    """Role and affiliation with their ids."""
    before = before.strip(_QUOTES + "的兼")
    indefinite = list(_INDEFINITE.finditer(before.folded))
    if indefinite and indefinite[-1].end() == len(before.folded):
        before = before.cut(0, indefinite[-1].start()).strip(_QUOTES + "的")
    before, role = _moved_prefix(_bare(before), role)
    if match.group(3) in ("州长", "省长", "市长", "县长", "区长", "镇长", "乡长", "村长") and (
        before.folded and not before.folded.endswith(match.group(3)[0])
    ):
        start = role.folded.rfind(match.group(3))
        before = Words(before.surface + role.surface[start], before.folded + role.folded[start])
    affiliation_id = zh_affiliation(before.folded) if before.folded else None
    if match.group(2) and before.folded in lexicon.seats():
        before = _state(before)
    return Speaker(
        role=role.surface,
        role_id=_full_id(match, role.folded, affiliation_id),
        affiliation=before.surface or None,
        affiliation_id=affiliation_id,
    )


def _moved_prefix(before: Words, role: Words) -> tuple[Words, Words]:
    """前美国外交官: the prefix stands before the state but belongs to the role."""
    if before.folded[:1] in _ZH["former"] and zh_affiliation(before.folded[1:]):
        prefix = before.cut(0, 1)
        return before.cut(1), Words(prefix.surface + role.surface, prefix.folded + role.folded)
    return before, role


def _state(seat: Words) -> Words:
    name = lexicon.territory_name(lexicon.zh_territories()[seat.folded], "zh-Hans")
    return Words(name, name)


def _full_id(match: re.Match[str], role: str, affiliation_id: str | None) -> str:
    """The role id with its prefixes; 国防部 + 部长 is the defence minister."""
    role_id = _id(match)
    ministry = organisation_of(affiliation_id) or ""
    if role_id in ("minister", "deputy-minister") and ministry.endswith("-ministry"):
        full = f"{role_id.removesuffix('minister')}{ministry.removesuffix('ministry')}minister"
        role_id = full if full in lexicon.roles() else role_id
    modifiers = role[: max(0, role.rfind(match.group(3)))]
    if any(word in modifiers for word in _ZH["deputy"]) and not role_id.startswith(
        ("deputy", "vice")
    ):
        role_id = f"deputy-{role_id}"
    if any(word in modifiers for word in _ZH["former"]):
        role_id = f"former-{role_id}"
    return role_id


def _plain(words: Words) -> Speaker:
    """No role in sight: a state, a body, a medium, or a person's name alone."""
    folded = words.folded
    if folded in lexicon.zh_territories():
        code = lexicon.zh_territories()[folded]
        place = lexicon.territory_name(code, "zh-Hans") if folded in lexicon.seats() else None
        return Speaker(name=words.surface, affiliation=place, affiliation_id=code, kind="body")
    if folded in lexicon.person_names():
        return Speaker(name=words.surface, name_latin=_latin(words.surface))
    known = zh_affiliation(folded)
    if known in _media() or (_MEDIA_END.search(folded) and len(folded) > 2):
        return _named_medium(words, known)
    if known or _BODY_END.search(folded):
        return _body(words, known)
    if _is_person(folded) or (len(folded) > 1 and set(folded) <= lexicon.transliterating()):
        return Speaker(name=words.surface, name_latin=_latin(words.surface))
    return Speaker(name=words.surface, name_latin=_latin(words.surface), kind="body")


def _named_medium(words: Words, known: str | None) -> Speaker:
    folded = words.folded
    whole = folded in lexicon.zh_organisations()
    _, length = zh_prefix(folded)
    rest = words.cut(length).strip(_QUOTES + "的")
    split = bool(length and rest.folded in lexicon.zh_organisations() and not whole)
    entry = lexicon.organisations().get(known or "")
    agency = (entry and entry.kind == "agency") or folded.endswith(("社",))
    role = "通讯社" if agency else "电视台" if folded.endswith("电视台") else "媒体"
    return Speaker(
        name=(rest if split else words).surface,
        name_latin=_latin(words.surface),
        role=role,
        role_id="news-agency" if agency else "broadcaster" if role == "电视台" else "media",
        affiliation=_medium_place(words.cut(0, length).surface, entry, whole=whole),
        affiliation_id=known,
        kind="body",
    )


def _medium_place(prefix: str, entry: lexicon.Organisation | None, *, whole: bool) -> str | None:
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
        name_latin=_latin(words.surface),
        affiliation=place,
        affiliation_id=known or territory,
        kind="body",
    )
