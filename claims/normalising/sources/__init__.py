"""Who said it: source words of an article → a speaker, its label, its identity in any language."""

from .keys import source_key
from .labels import source_label
from .reading import Reading, read_speaker, read_speakers
from .speaker import Speaker
from .tracing import speaker_evidence

__all__ = [
    "Reading",
    "Speaker",
    "read_speaker",
    "read_speakers",
    "source_key",
    "source_label",
    "speaker_evidence",
]
