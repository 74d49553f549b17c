"""Claims side by side: agreement, origins, statistics. PURE: no Django, clock or database."""

from claims.comparing.agreement import Reason, Relation, Verdict, compare
from claims.comparing.assembling import Copies, assemble
from claims.comparing.changes import Changes, Correction, changes
from claims.comparing.figures import Figure
from claims.comparing.groups import Agreement, Group, agreement_of
from claims.comparing.origins import Because, Telling, group_origins
from claims.comparing.positions import proposed_position
from claims.comparing.serialising import as_json, content_sha256, from_json
from claims.comparing.spread import LeftOut
from claims.comparing.statistics import summarise
from claims.comparing.view import (
    AgreementClass,
    ComparisonView,
    Difference,
    Party,
    Repetition,
    Row,
    Scope,
    Statistics,
    Wording,
)
from claims.comparing.wording import figure_words, number_words

__all__ = [
    "Agreement",
    "AgreementClass",
    "Because",
    "Changes",
    "ComparisonView",
    "Copies",
    "Correction",
    "Difference",
    "Figure",
    "Group",
    "LeftOut",
    "Party",
    "Reason",
    "Relation",
    "Repetition",
    "Row",
    "Scope",
    "Statistics",
    "Telling",
    "Verdict",
    "Wording",
    "agreement_of",
    "as_json",
    "assemble",
    "changes",
    "compare",
    "content_sha256",
    "figure_words",
    "from_json",
    "group_origins",
    "number_words",
    "proposed_position",
    "summarise",
]
