"""Modality and polarity: how what is attributed is put, so that only facts are compared as facts.

>>> from articles.spans import Span
>>> read_modality("俄罗斯可能在下个月入侵", "zh-Hans", content=[Span(0, 11)], cue=[]).modality
'possible'
"""

from claims.normalising.modality.modality import Modality, Mode, Polarity
from claims.normalising.modality.reading import read_modality

__all__ = ["Modality", "Mode", "Polarity", "read_modality"]
