"""Words of the pages for what comparing says without language."""

from decimal import Decimal

from django.utils.translation import (
    get_language,
    get_language_info,
    gettext_lazy,
    pgettext_lazy,
)
from django.utils.translation import gettext as _

from claims.comparing import (
    Because,
    Figure,
    LeftOut,
    Party,
    Reason,
    Relation,
    Repetition,
    figure_words,
    number_words,
)
from claims.comparing.view import Wording
from claims.models import Comparison, Entry, SearchKind
from claims.naming import SOURCE_KINDS, dimension_words

ANONYMITY = {
    "named": gettext_lazy("named"),
    "role": gettext_lazy("unnamed, with role and affiliation"),
    "unnamed": gettext_lazy("unnamed"),
}
SEARCH_KINDS = {
    SearchKind.CLAIM: gettext_lazy("Claims"),
    SearchKind.ARTICLE: gettext_lazy("Articles"),
    SearchKind.SOURCE: gettext_lazy("Sources"),
    SearchKind.ANNOTATION: gettext_lazy("Notes"),
}
RELATIONS = {
    Relation.AGREE: pgettext_lazy("two figures", "agrees"),
    Relation.DIFFER: pgettext_lazy("two figures", "differs"),
    Relation.NOT_COMPARABLE: pgettext_lazy("two figures", "not comparable"),
}
REASONS = {
    Reason.SAME_NUMBER: gettext_lazy("the same number"),
    Reason.RANGES_OVERLAP: gettext_lazy("what they leave open overlaps"),
    Reason.RANGES_APART: gettext_lazy("apart by at least %(gap)s"),
    Reason.DIFFERENT_DIMENSION: gettext_lazy("they count different things"),
    Reason.DIFFERENT_UNIT: gettext_lazy("they are in different units"),
    Reason.CHANGE_AND_LEVEL: gettext_lazy("one is a change, the other a level"),
    Reason.RISE_AND_FALL: gettext_lazy("one is a rise, the other a fall"),
    Reason.NOT_ASSERTED: gettext_lazy("not both are told as facts"),
    Reason.DIFFERENT_DAYS: gettext_lazy("they are about days more than two weeks apart"),
}


# Why an answer is no part of the spread; what it says of itself is marked anyway.
LEFT_OUT = {
    LeftOut.DIFFERENT_SCOPE: gettext_lazy("another scope"),
    LeftOut.OTHER_DIMENSION: gettext_lazy("counts something else"),
    LeftOut.OTHER_UNIT: gettext_lazy("in a unit that cannot be converted"),
    LeftOut.DENIED: pgettext_lazy("a claim", "denied"),
    LeftOut.POSSIBLE: pgettext_lazy("a claim", "possible"),
    LeftOut.PLANNED: pgettext_lazy("a claim", "planned or asked for"),
    LeftOut.CONDITIONAL: pgettext_lazy("a claim", "conditional"),
    LeftOut.CHANGE: gettext_lazy("a change, not a level"),
    LeftOut.ORDER_OF_MAGNITUDE: gettext_lazy("only an order of magnitude"),
}


# How a figure is put, where it is not told as a fact.
MODALITIES = {
    "possible": pgettext_lazy("a claim", "possible"),
    "planned": pgettext_lazy("a claim", "planned or asked for"),
    "conditional": pgettext_lazy("a claim", "conditional"),
}


# How much copies of one text have in common, by the kind of copy.
COPIES = {
    "reprint": gettext_lazy("reprint: %(percent)d%% of the text in common"),
    "wire_copy": gettext_lazy("copies of one wire report: %(percent)d%% of the text in common"),
    "translation": gettext_lazy("translation: %(percent)d%% of the sentences correspond"),
}


# Who tells both, and how one utterance is known again.
HOUSES = {
    "publisher": gettext_lazy("told by the same publisher"),
    "owner_group": gettext_lazy("the publishers have one owner"),
    "wire_service": gettext_lazy("both credit one wire service"),
}
UTTERANCES = {
    "words": gettext_lazy("the same words: %(percent)d%% of them in common"),
    "speaker": gettext_lazy("said once: the same speaker within days, the number rounded"),
    "office": gettext_lazy("said once: an organisation, and one who speaks for it"),
}


def language() -> str:
    return get_language() or "en"


def reading(wording: Wording) -> str:
    return wording.read_in(language())


def figure(given: Figure) -> str:
    return figure_words(given, language())


def put(modality: str, polarity: str) -> str:
    """How something is put, in the reader's words: nothing where it is told as a fact."""
    denied = [str(pgettext_lazy("a claim", "denied"))] if polarity == "denied" else []
    said = [str(MODALITIES[modality])] if modality in MODALITIES else []
    return ("、" if language().startswith("zh") else ", ").join(denied + said)


def position(given: str) -> str:
    return str(Entry.Position(given).label) if given in Entry.Position.values else given


def left_out(why: str) -> str:
    """Why it is no part of the spread; nothing where it is."""
    return str(LEFT_OUT[LeftOut(why)]) if why else ""


def as_of_rule(given: str) -> str:
    return str(Comparison.AsOf(given).label) if given in Comparison.AsOf.values else ""


def source_kind(given: str) -> str:
    """The name of person, body, document, group or unidentified."""
    return str(SOURCE_KINDS["" if given == "unidentified" else given])


def language_name(code: str) -> str:
    """
    >>> language_name("xx")
    'xx'
    """
    try:
        return str(get_language_info(code.lower())["name_translated"])
    except KeyError:
        return code


def number(given: object) -> str:
    return number_words(given, language()) if isinstance(given, Decimal) else "–"


def bounds(low: Decimal | None, high: Decimal | None) -> str:
    """A stretch of numbers, either end of which may be open."""
    if low is None and high is None:
        return "–"
    return figure(Figure(low=low, high=high) if low != high else Figure(value=low))


def dimension(identifier: str) -> str:
    return dimension_words(identifier)


def repetition(given: Repetition | None) -> str:
    """Why a row repeats an earlier one, where the two sources do not say it already."""
    if given is None or given.because == Because.SOURCE:
        return ""
    if given.because == Because.RULING:
        return _("an editor’s ruling")
    if given.because == Because.OWNER:
        return str(HOUSES[given.kind])
    percent = {"percent": int(100 * (given.share or 0))}
    if given.because == Because.UTTERANCE:
        return str(UTTERANCES[given.kind]) % percent
    return str(COPIES[given.kind]) % percent if given.kind else _("copies of one text")


def party(given: Party | None) -> str:
    label = reading(given.label) if given else ""
    return label or _("unidentified source")
