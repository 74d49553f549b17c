"""A Chinese source phrase → its parts: affiliation, role, name, and whether it names anybody."""

import re
from dataclasses import replace

from . import lexicon
from .affiliations import zh_affiliation, zh_prefix
from .chinese_bodies import media_ids, read_body_or_name
from .chinese_names import BODY_END, DEFINITE, INDEFINITE, MEDIA_END, bare
from .chinese_offices import kind_of, read_office
from .folding import QUOTES, Words, words_of
from .speaker import NOBODY, Speaker, anonymity_of

_ZH = lexicon.WORDS["zh"]
_BRACKET = re.compile(r"\(([^()]*)\)")
_DOCUMENT = re.compile(f"(?:{lexicon.alternation(_ZH['documents'])})$")
_AUTHOR_END = re.compile(_ZH["author_ends"])
_CONJUNCTION = re.compile(lexicon.alternation(_ZH["conjunctions"]))


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
    for step in (_document, _joined, _administration, _determined, _relative, read_office):
        speaker = step(words)
        if speaker:
            return speaker
    return read_body_or_name(words)


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
    author = author.strip(QUOTES + "的")
    author_name = INDEFINITE.sub("", DEFINITE.sub("", author.folded))
    if len(author_name) > 1:
        speaker = _read(author)
        known = speaker.affiliation_id or speaker.role_id or "·" in (speaker.name or "")
        if speaker.name and (known or BODY_END.search(author.folded)):
            return speaker
        if speaker.role_id:
            return speaker
    return Speaker(role=bare(words).surface, anonymous=True, kind="document")


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
            elsewhere = second.affiliation not in (None, first.affiliation)
            rest = second.role if second.role and not elsewhere else right.surface
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


def _list(words: Words) -> Speaker:
    media = "媒体" in words.folded[-5:] or bool(zh_affiliation(words.folded) in media_ids())
    return Speaker(
        name=words.surface,
        role="媒体" if media else None,
        role_id="media" if media else None,
        kind="body",
        plural=True,
    )


def _complete(words: Words) -> bool:
    """Whether a phrase can stand alone: it is known, or it ends in a role or a known name."""
    folded = words.folded
    if folded in lexicon.person_names() or folded in lexicon.zh_territories():
        return True
    _territory, length = zh_prefix(folded)
    if folded in lexicon.zh_organisations() or folded[length:] in lexicon.zh_organisations():
        return True
    if MEDIA_END.search(folded) and len(folded) > 2:
        return True
    speaker = read_office(words)
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
    for pattern, indefinite in ((INDEFINITE, True), (DEFINITE, False)):
        match = pattern.match(words.folded)
        if match and match.end() < len(words.folded):
            rest = words.cut(match.end())
            speaker = _read(rest)
            if speaker.name or not (speaker.role or speaker.anonymous):
                return speaker if speaker.kind == "person" and speaker.role else None
            number = match.group()
            several = indefinite and not re.match("(?:有)?一(?:名|位|个)|某(?!些)", number)
            unnamed = indefinite and kind_of(speaker.role_id) != "spokesperson"
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
    if speaker.affiliation is None and (located or known or BODY_END.search(place.folded)):
        return replace(speaker, affiliation=bare(place).surface, affiliation_id=known)
    return speaker
