"""Why two sources may be one, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from claims.models import SourceMerge
from claims.registering import Because, reasons_of

REASONS = {
    Because.SAME_LATIN: _("the same name in Latin letters: %(first)s, %(second)s"),
    Because.SAME_CHINESE: _("the same name in Chinese characters: %(first)s, %(second)s"),
    Because.KNOWN: _("known as one person: %(first)s, %(second)s"),
    Because.TRANSLITERATED: _("two transliterations of one name: %(first)s, %(second)s"),
    Because.SPELT: _("one character differs: %(first)s, %(second)s"),
    Because.INITIALS: _("initials or a middle name: %(first)s, %(second)s"),
    Because.ACRONYM: _("initials of the other: %(first)s, %(second)s"),
    Because.SHORT: _("the family name alone: %(first)s, %(second)s"),
    Because.OFFICE: _("an office that one person holds, at the same time: %(first)s"),
    Because.ROLE: _("the same role at the same time: %(first)s"),
}


def merge_reasons(merge: SourceMerge) -> list[str]:
    """One entry a reason. What an editor wrote is shown as it is."""
    found = reasons_of(merge.reason)
    if not found:
        return [merge.reason] if merge.reason else []
    return [
        str(REASONS[because]) % {"first": first, "second": second}
        for because, first, second in found
    ]
