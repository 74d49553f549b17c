"""Which claims belong together, and how. PURE: no Django, clock or database.

A claim is given as a `Statement`; `relate` says what two of them are to one another, with a score
and its reasons. The weights stand in model.toml, the words of scope in scope.toml.
"""

from claims.linking.answering import Answer, Likeness, Question, answers
from claims.linking.centring import centred
from claims.linking.features import Reason, expanded
from claims.linking.model import VERSION, settings
from claims.linking.relating import DIRECTED, Suggestion, in_one_dimension, relate
from claims.linking.scope import ScopeWords, find_scopes, of_the_figure, scopes_of
from claims.linking.statement import Counted, Statement, meet

__all__ = [
    "DIRECTED",
    "VERSION",
    "Answer",
    "Counted",
    "Likeness",
    "Question",
    "Reason",
    "ScopeWords",
    "Statement",
    "Suggestion",
    "answers",
    "centred",
    "expanded",
    "find_scopes",
    "in_one_dimension",
    "meet",
    "of_the_figure",
    "relate",
    "scopes_of",
    "settings",
]
