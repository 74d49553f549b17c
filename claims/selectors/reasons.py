"""Why a machine suggests what it suggests, in the reader's language.

`claims.linking` gives codes with parameters, which are kept with the suggestion and the ruling.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from claims.models.wording import in_reading_language
from claims.naming import dimension_words
from claims.normalising.places import place_label

Reason = Mapping[str, Any]

PLAIN: Final = {
    "copies": gettext_lazy("copies of one text"),
    "same_number": gettext_lazy("same number"),
    "ranges_overlap": gettext_lazy("the numbers overlap"),
    "ranges_apart": gettext_lazy("the numbers lie apart"),
    "other_origin": gettext_lazy("different origin"),
    "same_owner": gettext_lazy("one house publishes both"),
    "same_origin": gettext_lazy("same origin"),
    "denied": gettext_lazy("one affirms what the other denies"),
    "unattributed": gettext_lazy("nobody is named who said it"),
    "not_asserted": gettext_lazy("not told as a fact"),
    "change_and_level": gettext_lazy("one is a change, the other a total"),
    "rise_and_fall": gettext_lazy("one is a rise, the other a fall"),
    "different_unit": gettext_lazy("different units"),
    "different_dimension": gettext_lazy("different things are counted"),
    "different_days": gettext_lazy("about different days"),
    "in_period": gettext_lazy("in the period asked for"),
    "out_of_period": gettext_lazy("outside the period asked for"),
}


def reason_words(reason: Reason) -> str:
    """One reason; a code of a later version of the scorer is shown as it stands.

    >>> reason_words({"code": "days_apart", "days": 3})
    '3 days apart'
    """
    code = str(reason.get("code", ""))
    if code in WORDED:
        return WORDED[code](reason)
    return str(PLAIN.get(code, code.replace("_", " ")))


def _counted(reason: Reason) -> str:
    return _("same quantity: %(what)s") % {"what": dimension_words(reason["what"])}


def _places(reason: Reason) -> str:
    return _("same place: %(places)s") % {"places": _named(reason["places"])}


def _places_around(reason: Reason) -> str:
    return _("in one context: %(places)s") % {"places": _named(reason["places"])}


def _other_place(reason: Reason) -> str:
    return _("other place: %(one)s, not %(other)s") % _both(reason)


def _nation(reason: Reason) -> str:
    return _("of the same country: %(place)s") % {"place": _label(reason["place"])}


def _other_nation(reason: Reason) -> str:
    return _("of another country: %(one)s, not %(other)s") % _both(reason)


def _days(reason: Reason) -> str:
    days = int(reason["days"])
    if days == 0:
        return _("on the same days")
    return ngettext("%(days)s day apart", "%(days)s days apart", days) % {"days": days}


def _later(reason: Reason) -> str:
    days = int(reason["days"])
    return ngettext("a later figure, by %(days)s day", "a later figure, by %(days)s days", days) % {
        "days": days
    }


def _alike(reason: Reason) -> str:
    return _("alike in wording: %(percent)s%%") % {"percent": reason["percent"]}


def _same_words(reason: Reason) -> str:
    return _("the same words: %(percent)s%%") % {"percent": reason["percent"]}


def _alike_question(reason: Reason) -> str:
    return _("alike to the question: %(percent)s%%") % {"percent": reason["percent"]}


def _scope(reason: Reason) -> str:
    words = in_reading_language(reason["en"], reason["zh"])
    return _("only one is “%(words)s”") % {"words": words}


WORDED: Final[dict[str, Callable[[Reason], str]]] = {
    "same_dimension": _counted,
    "same_place": _places,
    "same_place_around": _places_around,
    "other_place": _other_place,
    "same_nation": _nation,
    "other_nation": _other_nation,
    "days_apart": _days,
    "other_days": _days,
    "later_figure": _later,
    "alike": _alike,
    "same_words": _same_words,
    "alike_question": _alike_question,
    "scope": _scope,
}


def _both(reason: Reason) -> dict[str, str]:
    return {"one": _label(reason["place"]), "other": _label(reason["other"])}


def _named(places: Iterable[str]) -> str:
    return ("、" if _reads_chinese() else ", ").join(map(_label, places))


def _label(place: str) -> str:
    return place_label(place, "zh-Hans" if _reads_chinese() else "en")


def _reads_chinese() -> bool:
    return (get_language() or "").startswith("zh")
