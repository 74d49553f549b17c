"""WHERE: an article text → its attributions (segment, tag, link, chain), ready for checking.

>>> from claims.extraction import extract
>>> [a.kind for a in extract("Title\\nThe minister said it would rain.")]
['indirect']
"""

from typing import TYPE_CHECKING, Any

from claims.extraction.attribution import ArticleInput, Attribution
from claims.extraction.language import language_of, supports

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """What needs the model's runtime is loaded when it is asked for: the desk only reads."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from claims.extraction import pipeline, tagger

    return getattr(tagger if name == "model_hash" else pipeline, name)
