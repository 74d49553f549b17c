"""Whose: the states that words name as those whose troops, citizens or ships they are."""

import re
from functools import cache

from claims.normalising.places.finding import find_places
from claims.normalising.places.gazetteer import OF, en_names
from claims.normalising.sources.folding import fold
from claims.normalising.sources.lexicon import WORDS, alternation, zh_territories


def find_nations(words: str, language: str) -> frozenset[str]:
    """The codes of the states named in words that say what is counted.

    >>> sorted(find_nations("Russian troops", "en")), sorted(find_nations("俄军", "zh-Hans"))
    (['RU'], ['RU'])
    """
    folded = fold(words)
    if language.startswith("zh"):
        full = {place.id for place in find_places(words, language)} & _states()
        short = {_short()[found["short"]] for found in _armies().finditer(folded)}
        return frozenset(full | short)
    if not language.startswith("en"):
        return frozenset()
    return frozenset(
        place.removeprefix(OF)
        for names in (en_names().get(word, ()) for word in re.findall(r"[\w.']+", folded))
        for name, place in names
        if place.removeprefix(OF) in _states() and _stands(name, folded)
    )


def _stands(name: str, folded: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded))


@cache
def _states() -> frozenset[str]:
    return frozenset(zh_territories().values())


@cache
def _short() -> dict[str, str]:
    return {str(character): str(code) for character, code in WORDS["zh"]["short"].items()}


@cache
def _armies() -> re.Pattern[str]:
    """One character for a state, before what makes it one: 俄军, 乌方, 美国务院."""
    return re.compile(rf"(?P<short>{alternation(_short())})(?=军|方|兵|舰|机|国公民|公民)")
