"""Who said it: source words of an article → a speaker, its label, its identity in any language."""

from .keys import source_key
from .labels import source_label
from .reading import read_speaker
from .speaker import Speaker

__all__ = ["Speaker", "read_speaker", "source_key", "source_label"]
