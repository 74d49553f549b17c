"""Chinese phrases with a role: [affiliation][role][name] and [name][title]."""

import re
from dataclasses import replace
from functools import cache

from . import lexicon
from .affiliations import organisation_of, zh_affiliation
from .chinese_bodies import read_medium
from .chinese_names import INDEFINITE, bare, can_be_name, is_body, is_person, latin
from .folding import QUOTES, Words
from .speaker import Speaker

_ZH = lexicon.WORDS["zh"]
_MODIFIERS = lexicon.alternation(_ZH["modifiers"] + _ZH["unnamed"])


# 总统府 and 检察官办公室 are bodies, not persons
_NOT_A_ROLE = "(?!府|局|部|厅|署|处|院|办公|会|社|联盟|协会|工会|团体|公会|委)"


@cache
def _role() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.zh_roles())
    return re.compile(f"((?:{_MODIFIERS})*?)(驻.{{1,8}}?)?({words}){_NOT_A_ROLE}")


def read_office(words: Words) -> Speaker | None:
    """[affiliation][role][name], [name][title], [affiliation][role][name][title]."""
    matches = list(_role().finditer(words.folded))
    if not matches:
        return None
    last = matches[-1]
    tail = words.cut(last.end()).strip(QUOTES + "的·-")
    plural = bool(re.match(f"(?:{_ZH['plural']})$", tail.folded))
    tail = words.cut(0, 0) if plural else tail
    if tail.folded and (not can_be_name(tail.folded) or is_body(tail.folded)):
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


def _run_on(first: re.Match[str], second: re.Match[str]) -> bool:
    """警察官员: two collectives in a row are one role."""
    return first.end() == second.start() and kind_of(_id(first)) == "collective"


def _id(match: re.Match[str]) -> str:
    return lexicon.zh_roles()[match.group(3)]


def kind_of(role_id: str | None) -> str:
    role = lexicon.roles().get((role_id or "").removeprefix("former-").removeprefix("deputy-"))
    return role.kind if role else ""


def _with_name(words: Words, match: re.Match[str], tail: Words) -> Speaker:
    trimmed = re.sub("(?:先生|女士|本人|等人)$", "", tail.folded)
    name = tail.cut(0, len(trimmed) or None)
    base = _placed(words.cut(0, match.start()), words.cut(match.start(), match.end()), match)
    if kind_of(base.role_id) == "media":  # 国营新闻机构Ukrinform
        known = zh_affiliation(name.folded)
        return replace(base, name=name.surface, kind="body", affiliation_id=known, anonymous=False)
    return replace(base, name=name.surface, name_latin=latin(name.surface))


def _titled(words: Words, matches: list[re.Match[str]]) -> Speaker | None:
    """A name before its title: 汉森上校, 张女士; with an office before it: 国防部长汉森将军."""
    last = matches[-1]
    if kind_of(_id(last)) not in ("title", "office"):
        return None
    earlier = matches[-2] if len(matches) > 1 else None
    begin = earlier.end() if earlier else 0
    name = words.cut(begin, last.start()).strip(QUOTES + "的")
    if not is_person(name.folded, honorific=kind_of(_id(last)) == "title"):
        return None
    if earlier:
        office = words.cut(earlier.start(), earlier.end())
        base = _placed(words.cut(0, earlier.start()), office, earlier)
    else:
        base = _placed(words.cut(0, 0), words.cut(last.start(), last.end()), last)
    if base.role_id == "honorific":
        base = replace(base, role=None, role_id=None)
    return replace(base, name=name.surface)


def _unnamed(before: Words, role: Words, match: re.Match[str], plural: bool) -> Speaker:
    base = _placed(before, role, match)
    kind = kind_of(base.role_id)
    if kind == "media":
        return read_medium(before, role, base)
    unnamed = any(word in role.folded for word in _ZH["unnamed"])
    anonymous = kind == "collective" or plural or unnamed
    if base.role_id == "honorific":
        base, anonymous = replace(base, role_id="man" if "先生" in role.folded else "woman"), True
    group = "group" if anonymous else "person"
    several = plural or (kind == "collective")
    return replace(base, anonymous=anonymous, kind=group, plural=several)


def _placed(before: Words, role: Words, match: re.Match[str]) -> Speaker:
    """Role and affiliation with their ids."""
    before = before.strip(QUOTES + "的兼")
    indefinite = list(INDEFINITE.finditer(before.folded))
    if indefinite and indefinite[-1].end() == len(before.folded):
        before = before.cut(0, indefinite[-1].start()).strip(QUOTES + "的")
    before, role = _moved_prefix(bare(before), role)
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
