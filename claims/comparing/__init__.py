"""Claims side by side: agreement, origins, statistics. PURE: no Django, clock or database."""

from claims.comparing.agreement import Reason, Relation, Verdict, compare
from claims.comparing.assembling import Copies, assemble
from claims.comparing.figures import Figure
from claims.comparing.origins import Because, Telling, group_origins
from claims.comparing.serialising import as_json, content_sha256, from_json
from claims.comparing.statistics import Statistics, summarise
from claims.comparing.view import ComparisonView, Party, Repetition, Row, Wording
from claims.comparing.wording import figure_words, number_words

__all__ = [
    "Because",
    "ComparisonView",
    "Copies",
    "Figure",
    "Party",
    "Reason",
    "Relation",
    "Repetition",
    "Row",
    "Statistics",
    "Telling",
    "Verdict",
    "Wording",
    "as_json",
    "assemble",
    "compare",
    "content_sha256",
    "figure_words",
    "from_json",
    "group_origins",
    "number_words",
    "summarise",
]
