"""Words of a text, and what is asked for, in one form: text → index terms, query → tsquery.

Pure. Chinese is indexed by every two neighbouring characters, so that each two-character word is
found whatever a dictionary makes of it; English by its stems; numbers by their value.
"""

from claims.searching.asking import Query, ask
from claims.searching.showing import Piece, highlight, snippet
from claims.searching.vectors import vector
from claims.searching.words import Token, tokens

__all__ = ["Piece", "Query", "Token", "ask", "highlight", "snippet", "tokens", "vector"]
