"""WHERE: an article text → its attributions (segment, tag, link, chain), ready for checking.

>>> from claims.extraction import extract
>>> [a.kind for a in extract("Title\\nThe minister said it would rain.")]
['indirect']
"""

from claims.extraction.attribution import ArticleInput, Attribution
from claims.extraction.language import language_of, supports
from claims.extraction.pipeline import ENGINE_VERSION, extract, extract_batch
from claims.extraction.tagger import model_hash

__all__ = [
    "ENGINE_VERSION",
    "ArticleInput",
    "Attribution",
    "extract",
    "extract_batch",
    "language_of",
    "model_hash",
    "supports",
]
