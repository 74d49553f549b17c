"""Copies of one text: reprints, wire copies and translations. Pure: texts in, likenesses out."""

from articles.embedding import embedder
from articles.reprints.alignment import CERTAIN as TRANSLATION_CERTAIN
from articles.reprints.alignment import THRESHOLD as TRANSLATION_LIKELY
from articles.reprints.alignment import Sentences, aligned, sentences
from articles.reprints.anchors import agree, anchor_bands, anchors
from articles.reprints.families import families
from articles.reprints.likeness import Kind, Likeness, likeness, shared_passages
from articles.reprints.passages import Run, paragraphs
from articles.reprints.shingles import Shingled, shingled
from articles.reprints.signatures import bands, signature

__all__ = [
    "TRANSLATION_CERTAIN",
    "TRANSLATION_LIKELY",
    "Kind",
    "Likeness",
    "Run",
    "Sentences",
    "Shingled",
    "agree",
    "aligned",
    "anchor_bands",
    "anchors",
    "bands",
    "embedder",
    "families",
    "likeness",
    "paragraphs",
    "sentences",
    "shared_passages",
    "shingled",
    "signature",
]
