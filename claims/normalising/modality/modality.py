"""How something is put."""

from dataclasses import dataclass
from typing import Literal

from claims.normalising.evidence import Evidence

Mode = Literal["asserted", "possible", "planned", "conditional"]
Polarity = Literal["affirmed", "denied"]


@dataclass(frozen=True)
class Modality:
    """`planned` is all that is to come: plans, promises, forecasts, orders and appeals.

    `evidence` is of the fields "modality" and "polarity"; there is none for what needs no word,
    "asserted" and "affirmed".
    """

    modality: Mode = "asserted"
    polarity: Polarity = "affirmed"
    evidence: tuple[Evidence, ...] = ()
