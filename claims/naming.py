"""Words for what is counted and for who may have said it, in the reader's language."""

from django.utils.translation import gettext_lazy, pgettext_lazy

DIMENSIONS = {
    "troops": gettext_lazy("troops"),
    "deaths": gettext_lazy("deaths"),
    "injured": gettext_lazy("injured"),
    "prisoners": gettext_lazy("prisoners"),
    "cases": gettext_lazy("cases"),
    "people": gettext_lazy("people"),
    "tanks": gettext_lazy("tanks"),
    "aircraft": gettext_lazy("aircraft"),
    "missiles": gettext_lazy("missiles"),
    "drones": gettext_lazy("drones"),
    "ships": gettext_lazy("ships"),
    "money": gettext_lazy("money"),
}
# The kinds of source, empty where nobody could tell who it was.
SOURCE_KINDS = {
    "person": pgettext_lazy("a kind of source", "person"),
    "body": pgettext_lazy("a kind of source", "body"),
    "document": pgettext_lazy("a kind of source", "document"),
    "group": pgettext_lazy("a kind of source", "group"),
    "": pgettext_lazy("a kind of source", "unidentified"),
}


def dimension_words(identifier: str) -> str:
    return str(DIMENSIONS.get(identifier, identifier.replace("-", " ")))
