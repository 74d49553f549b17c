"""Why a claim could not follow its article's text, or is to be looked at, in words."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy

REASONS = {
    "quantity": gettext_lazy("“%(words)s” is no longer in the text."),
    "time": gettext_lazy("“%(words)s” is no longer in the text."),
    "content": gettext_lazy("The words “%(words)s” are no longer in the text."),
    "source": gettext_lazy("The source “%(words)s” is no longer in the text."),
    "cue": gettext_lazy("“%(words)s”, which attributes it, is no longer in the text."),
    "reports": gettext_lazy("It reports “%(words)s”, which is no longer in the text."),
    "reporter": gettext_lazy("“%(words)s”, which reports it, is not in the later text."),
    "date": gettext_lazy("The date of the article has changed: %(words)s."),
    "placed": gettext_lazy("An editor has placed it."),
    "refused": gettext_lazy("An editor has put it back: the words found are not the same claim."),
}
LONGEST = 80  # code points of the words quoted


def reason_words(why: Iterable[Sequence[str]]) -> str:
    """Pairs of a reason and the words concerned, in the reader's language.

    >>> reason_words([["quantity", "70,000 troops"]])
    '“70,000 troops” is no longer in the text.'
    """
    said = (str(REASONS[code]) % {"words": _shortened(words)} for code, words in why)
    return " ".join(dict.fromkeys(said))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
