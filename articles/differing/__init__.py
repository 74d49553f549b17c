"""Two versions of a text, paragraph by paragraph, with the words that differ."""

from articles.differing.folding import Fold, folded
from articles.differing.paragraphs import Change, Row, changed, compared
from articles.differing.words import Run, marked

__all__ = ["Change", "Fold", "Row", "Run", "changed", "compared", "folded", "marked"]
