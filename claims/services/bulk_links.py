"""What can be done to many suggested links at once."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Link, LinkSuggestion
from claims.selectors.links import suggestions_waiting
from claims.services.bulk import BulkAct, Skip, Values
from claims.services.linking import link_judge


def _skips(user: User, values: Values) -> Sequence[Skip]:
    return [
        Skip(~Q(pk__in=suggestions_waiting().values("pk")), _("ruled on already")),
        Skip(Q(score__lt=values["score"]), _("below this score")),
    ]


def _confirm(suggestions: list[LinkSuggestion], user: User, values: Values) -> None:
    for suggestion in suggestions:
        link_judge(
            first=suggestion.first,
            second=suggestion.second,
            relation=suggestion.relation,
            judgement=Link.Judgement.POSITIVE,
            user=user,
            reason=values.get("reason", ""),
        )


CONFIRM_LINKS = BulkAct("confirm", "link.judge", "claims.add_link", _skips, _confirm)
