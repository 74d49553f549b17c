"""Names in the forms in which they are compared."""

import re
import unicodedata

from claims.normalising.sources.folding import fold

_BESIDE = frozenset({"jr", "sr", "ii", "iii", "iv", "dr", "mr", "mrs", "ms", "sir", "gen", "prof"})
# What the romanisations of one Cyrillic, Arabic or Hebrew name differ in, applied in this order.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("shch|sch", "sh"),
        ("kh|gh", "h"),
        ("ph", "f"),
        ("x|ks", "ks"),
        ("tch|tsch", "ch"),
        ("zh|dj|j", "zh"),
        ("ou|oo", "u"),
        ("w", "v"),
        ("q|ck", "k"),
        ("c(?!h)", "k"),
        ("(?<=[aeou])[yi](?=[aeou])", ""),
        ("i?[yj]$|iy$|ii$|yi$|ij$", "i"),
        ("y|ie|ye|ee|ei", "i"),
        ("ff$|v$", "v"),
        ("(.)\\1+", "\\1"),
    ]
]


def latin_parts(name: str) -> tuple[str, ...]:
    """
    >>> latin_parts("Lloyd J. Austin III"), latin_parts("Sauli Niinistö")
    (('lloyd', 'j', 'austin'), ('sauli', 'niinisto'))
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    return tuple(part for part in re.split(r"[^a-z]+", plain) if part and part not in _BESIDE)


def chinese_parts(name: str) -> tuple[str, ...]:
    """
    >>> chinese_parts("奧列克西‧列茲尼科夫")
    ('奥列克西', '列兹尼科夫')
    """
    return tuple(part for part in re.split(r"[·\s]+", fold(name).lower()) if part)


def sound(part: str) -> str:
    """One form for the romanisations of one name.

    >>> sound("zelenskyy") == sound("zelensky") == sound("zelenskiy"), sound("oleksii")
    (True, 'oleksi')
    """
    for pattern, plain in _SOUNDS:
        part = pattern.sub(plain, part)
    return part


def acronym(name: str) -> str:
    """The initials of a body's longer words, where they are three at least.

    >>> acronym("World Health Organization"), acronym("The Associated Press")
    ('who', '')
    """
    words = [part for part in latin_parts(name) if part not in {"the", "of", "for", "and", "on"}]
    return "".join(word[0] for word in words) if len(words) > 2 else ""
