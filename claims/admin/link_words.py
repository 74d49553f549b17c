"""Relations as seen from one claim of the pair: "updates" has another side, "is updated by"."""

from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Link
from claims.services.linking import DIRECTED

Relation = Link.Relation
BACK: Final = ":back"
OTHER_SIDE: Final = {
    Relation.UPDATES: gettext_lazy("is updated by"),
    Relation.SUPPORTS: gettext_lazy("is supported by"),
    Relation.ELABORATES: gettext_lazy("is elaborated by"),
}


KEYS: Final = "1234567890"  # of a keyboard, in their order


class Kind(NamedTuple):
    """`value` is what a form sends: "updates", or "updates:back" where the other one updates; `key`
    confirms it."""

    value: str
    words: object
    key: str


def kinds() -> list[Kind]:
    """Every relation, each that has a direction followed by its other side."""
    found: list[tuple[str, object]] = []
    for relation in Relation:
        found.append((relation.value, relation.label))
        if relation in OTHER_SIDE:
            found.append((relation + BACK, OTHER_SIDE[relation]))
    return [Kind(*one, key) for one, key in zip(found, KEYS, strict=True)]


def words_of_kinds() -> dict[str, object]:
    return {kind.value: kind.words for kind in kinds()}


def kind_of(relation: str, *, from_first: bool) -> str:
    """As seen from the first of the pair, or from the second.

    >>> kind_of("updates", from_first=False), kind_of("agrees", from_first=False)
    ('updates:back', 'agrees')
    """
    return relation if from_first or relation not in DIRECTED else relation + BACK


def kind_words(kind: str) -> object:
    return words_of_kinds()[kind]


def relation_of(kind: str) -> tuple[str, bool]:
    """The relation, and whether the claim that it is seen from is its first.

    Raises ValidationError for what is no kind.
    """
    if kind not in words_of_kinds():
        raise ValidationError(_("There is no such relation."))
    return kind.removesuffix(BACK), not kind.endswith(BACK)
