"""Whether an article calls somebody he or she, so that a pronoun does not find the wrong one."""

import re
from functools import cache

from . import lexicon
from .entities import Entity, person_of

_FORMS = ("he", "she")
_TITLE = 6  # characters that a title before or after a name may take


def gender_beside(folded: str, start: int, end: int) -> str | None:
    """What a title beside the name at [start, end) tells: Ms Hansen, 汉森女士."""
    before, after = folded[max(0, start - _TITLE) : start], folded[end : end + _TITLE]
    return next((g for g in _FORMS if _before(g).search(before) or _after(g).match(after)), None)


def gender_of(entity: Entity, folded: str) -> str | None:
    """What is known of the person, or the words of an introduction tell: spokeswoman, 女发言人."""
    if entity.speaker.kind not in ("person", "group"):
        return None
    if person := person_of(entity.speaker):
        return "she" if person.woman else "he"
    for introduction in entity.introductions:
        phrase = folded[slice(*introduction.span)]
        for gender in _FORMS:
            if _within(gender).search(phrase):
                return gender
    return None


def asked_by(pronoun: str) -> str | None:
    """The gender a pronoun asks for, 'he' or 'she'; None for 其 and 'who'.

    >>> asked_by("her"), asked_by("他"), asked_by("其")
    ('she', 'he', None)
    """
    words = (lexicon.WORDS["en"]["genders"], lexicon.WORDS["zh"]["genders"])
    return next((g for g in _FORMS for table in words if pronoun in table[g]["pronouns"]), None)


@cache
def _before(gender: str) -> re.Pattern[str]:
    titles = lexicon.alternation(lexicon.WORDS["en"]["genders"][gender]["titles"])
    return re.compile(rf"(?<!\w)(?:{titles})\.? $")


@cache
def _after(gender: str) -> re.Pattern[str]:
    return re.compile(lexicon.alternation(lexicon.WORDS["zh"]["genders"][gender]["titles"]))


@cache
def _within(gender: str) -> re.Pattern[str]:
    english, chinese = (lexicon.WORDS[tongue]["genders"][gender] for tongue in ("en", "zh"))
    latin = lexicon.alternation([*english["titles"], *english["words"]])
    han = lexicon.alternation([*chinese["titles"], *chinese["words"]])
    return re.compile(rf"(?<!\w)(?:{latin})(?!\w)|(?:{han})", re.IGNORECASE)
