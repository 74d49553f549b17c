"""Whether the clause of a Chinese time expression looks ahead or back."""

import re

from claims.normalising.times.ambiguity import Tense
from claims.normalising.times.rules import Context, load

_WORDS = load("rules.zh.toml")["tense"]
_FUTURE = re.compile(_WORDS["future"] + r"\Z")
_PAST = re.compile(_WORDS["past_before"] + r"\Z")
_FOLLOWS = re.compile(
    rf"[，,]?[^，。；：！？\n]{{0,16}}?(?:(?P<future>{_WORDS['will']})|{_WORDS['past']})"
)
_WINDOW = 10  # code points before an expression that may tell
_AT_ONCE = 6  # code points behind it


def tense_of(context: Context, *, near: bool = False) -> Tense | None:
    """What the clause says: 将于周五, 周五将, 周五表示, or nothing.

    With `near`, a verb behind the expression tells only where it follows at once (1月曾).
    """
    text, start = context.text, context.start
    before = text[max(0, start - _WINDOW) : start]
    if _FUTURE.search(before):
        return "future"
    if _PAST.search(before):
        return "past"
    after = _FOLLOWS.match(text, context.end)
    if after is None or (near and after.end() > context.end + _AT_ONCE):
        return None
    return "future" if after["future"] else "past"
