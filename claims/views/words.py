"""Words of the pages for what comparing says without language."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from claims.comparing import (
    Because,
    Figure,
    Party,
    Reason,
    Relation,
    Repetition,
    figure_words,
    number_words,
)
from claims.comparing.view import Wording
from claims.models import SearchKind
from claims.naming import dimension_words

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


def number(given: object) -> str:
    return number_words(given, language()) if isinstance(given, Decimal) else "–"


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
