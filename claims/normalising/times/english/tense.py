"""Whether the clause of an English time expression looks ahead or back."""

import re

from claims.normalising.times.ambiguity import Tense
from claims.normalising.times.rules import Context, load

_WORDS = load("rules.en.toml")["tense"]
_WINDOW = 70  # code points before and behind an expression that may tell
_FUTURE, _AHEAD, _REPORTED, _OPENS, _GAP, _SINCE, _PAST, _VERB = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        *(
            _WORDS[name]
            for name in ("future", "ahead", "reported", "opens", "gap", "since", "past")
        ),
        rf"(?P<future>{_WORDS['will']})|{_WORDS['past']}",
    )
)
_CLAUSE = re.compile(r"[^.,;:!?\n\"“”]*")
_NOT_PAST = frozenset(_WORDS["not_past"])


def tense_of(context: Context, *, near: bool = False) -> Tense | None:
    """What the clause says: will meet on Friday, until Monday, she said Friday, or nothing.

    With `near`, a verb of saying tells only of a time at its side: in "said an attack in January"
    the attack may be to come.
    """
    text, start, end = context.text, context.start, context.end
    before = text[max(0, start - _WINDOW) : start]
    tenses: tuple[tuple[Tense, re.Pattern[str]], ...] = (("future", _FUTURE), ("ahead", _AHEAD))
    for tense, pattern in tenses:
        match = pattern.search(before)
        if match and not _REPORTED.search(match[0]):
            return tense
    if _is_past(before, near=near):
        return "past"
    if _OPENS.search(before) or text.startswith(("'s", "’s"), end - 2):
        return _verb_of(text[end : end + _WINDOW].removeprefix(","))
    return None


def _is_past(before: str, *, near: bool) -> bool:
    """Whether a verb in the past stands at most six words before the expression."""
    if _SINCE.search(before):
        return True
    verbs = [verb for verb in _PAST.finditer(before) if verb[0].lower() not in _NOT_PAST]
    if not verbs:
        return False
    gap = before[verbs[-1].end() :]
    if near and _REPORTED.match(verbs[-1][0]) and gap.count(" ") > 2:
        return False
    return bool(_GAP.fullmatch(gap))


def _verb_of(after: str) -> Tense | None:
    """The tense of the first verb that shows one in the clause that `after` begins with."""
    clause = _CLAUSE.match(after)
    for verb in _VERB.finditer(clause[0] if clause else ""):
        if verb[0].lower() not in _NOT_PAST:
            return "future" if verb["future"] else "past"
    return None
