"""Where a speaker belongs: surface words → territory code or organisation id."""

import re
from functools import cache

from . import lexicon

_SHORT: dict[str, str] = lexicon.WORDS["zh"]["short"]


@cache
def _zh_territory() -> re.Pattern[str]:
    return re.compile(lexicon.alternation(lexicon.zh_territories()))


@cache
def _en_territory() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.en_territories())
    return re.compile(rf"(?:the )?(?<!\w)(?:{words})(?!\w)(?:'s|')?", re.IGNORECASE)


def compose(territory: str | None, organisation: str) -> str:
    """The id of an organisation of a state: ('UA', 'defence-ministry') → 'UA:defence-ministry'.

    >>> compose("US", "defence-ministry"), compose("UA", "nato")
    ('pentagon', 'nato')
    """
    entry = lexicon.organisations()[organisation]
    if not territory or not entry.every or entry.territory == territory:
        found = organisation
        if territory:
            found = lexicon.same_as().get(f"{territory}:{organisation}", organisation)
        return found
    full = f"{territory}:{organisation}"
    return lexicon.same_as().get(full, full)


def territory_of(affiliation_id: str | None) -> str | None:
    """The state an id belongs to: 'UA:police' → 'UA', 'kremlin' → 'RU', 'nato' → None."""
    if not affiliation_id:
        return None
    head, _, _ = affiliation_id.partition(":")
    if head.isupper() and len(head) == 2:
        return head
    entry = lexicon.organisations().get(head)
    return entry.territory if entry else None


def organisation_of(affiliation_id: str | None) -> str | None:
    """The organisation in an id: 'UA:police' → 'police', 'nato' → 'nato', 'UA' → None."""
    if not affiliation_id or (affiliation_id.isupper() and len(affiliation_id) == 2):
        return None
    return affiliation_id.partition(":")[2] or affiliation_id


def zh_prefix(folded: str) -> tuple[str | None, int]:
    """The territory `folded` starts with, and the length of its name (0: none).

    >>> zh_prefix("乌克兰国防部")
    ('UA', 3)
    """
    match = _zh_territory().match(folded)
    if match:
        return lexicon.zh_territories()[match.group()], match.end()
    if len(folded) > 1 and folded[0] in _SHORT and folded[1:] in lexicon.zh_organisations():
        return _SHORT[folded[0]], 1
    return None, 0


def zh_affiliation(folded: str) -> str | None:
    """The id of a Chinese affiliation in folded characters, or None.

    A longer phrase counts as its state: '伊朗民航组织' → 'IR'.
    """
    organisations = lexicon.zh_organisations()
    if folded in organisations:
        return compose(None, organisations[folded])
    if folded in _SHORT:
        return _SHORT[folded]
    territory, length = zh_prefix(folded)
    rest = folded[length:].lstrip("的")
    if rest in organisations:
        return compose(territory, organisations[rest])
    for size in range(min(len(folded), 12), 2, -1):  # 白宫国家安全委员会, 美国白宫新闻办公室
        for start in (0, length):
            if folded[start : start + size] in organisations:
                return compose(territory, organisations[folded[start : start + size]])
    return territory


def en_prefix(words: str) -> tuple[str | None, int]:
    """The territory `words` start with, and how many characters it takes, with ’s and space.

    Case counts for short names only: "us" is a pronoun.
    """
    match = _en_territory().match(words)
    if not match:
        return None, 0
    name = match.group().removesuffix("'s").removesuffix("'")
    code = _en_code(name)
    return (code, match.end()) if code else (None, 0)


def _en_code(name: str) -> str | None:
    table = lexicon.en_territories()
    bare = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    for form in (name, bare, "the " + bare):
        if form in table:
            return table[form]
    return lexicon.en_territories_lower().get(bare.lower())


def en_affiliation(words: str) -> str | None:
    """The id of an English affiliation ("Ukraine's interior ministry", "the Kremlin"), or None."""
    words = re.sub(r"^(?:the|a|an) ", "", words.strip(" ,"), flags=re.IGNORECASE)
    if not words:
        return None
    found = _en_organisation(words)
    if found:
        return compose(None, found)
    territory, length = en_prefix(words)
    rest = words[length:].strip()
    if territory and rest:
        organisation = _en_organisation(re.sub(r"^(?:national|state) ", "", rest)) or (
            _en_organisation(rest)
        )
        return compose(territory, organisation) if organisation else territory
    if territory:
        return territory
    return _en_inside(words)


def _en_inside(words: str) -> str | None:
    """An organisation or territory anywhere in the phrase: "Ministry of Defence of Ukraine"."""
    _left, of, _right = words.partition(" of ")
    if of and (organisation := _en_organisation(words)):
        return organisation
    for cut in [m.start() for m in re.finditer(" (?:of|in|for) ", words)][::-1]:
        territory = en_affiliation(words[cut:].split(" ", 2)[2])
        if territory and (organisation := _en_organisation(words[:cut])):
            return compose(territory, organisation)
        if territory:
            return territory
    return None


def _en_organisation(words: str) -> str | None:
    table = lexicon.en_organisations()
    bare = words.removesuffix("'s").removesuffix("'")
    if bare in table:
        return table[bare]
    return lexicon.en_organisations_lower().get(bare.lower())
