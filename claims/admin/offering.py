"""A claim as it could answer a comparison, before an editor lets it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from claims.models import Claim, Comparison, Quantity
from claims.selectors.days import as_of_by_rule


class Proposal(NamedTuple):
    """A scope difference that is said of an answer, or may be."""

    kind: str
    english: str
    chinese: str

    @property
    def sent(self) -> str:
        """As a form sends it."""
        return json.dumps([self.kind, self.english, self.chinese], ensure_ascii=False)


@dataclass(frozen=True)
class Offered:
    """With one of its quantities, or with its position; `key` names the fields of its row."""

    key: str
    claim: Claim
    quantity: Quantity | None
    as_of: date | None
    proposed: Sequence[Proposal] = ()
    position: str = ""
    score: float | None = None
    reasons: Sequence[str] = ()

    @classmethod
    def of(
        cls,
        comparison: Comparison,
        claim: Claim,
        quantity: Quantity | None = None,
        proposed: Iterable[Sequence[str]] = (),
    ) -> "Offered":
        return cls(
            key=str(quantity.pk) if quantity else f"c{claim.pk}",
            claim=claim,
            quantity=quantity,
            as_of=as_of_by_rule(comparison.as_of_rule, claim, quantity),
            proposed=[Proposal(*one) for one in proposed],
        )
