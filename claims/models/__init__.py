"""Who said what."""

from claims.models.anchoring import Anchoring
from claims.models.annotation import Annotation
from claims.models.claim import Claim, ClaimSpan, Modality, Polarity, Quantity
from claims.models.comparison import Comparison, ComparisonClaim, Release
from claims.models.link import Link
from claims.models.run import ExtractionRun
from claims.models.source import Source
from claims.models.times import TimeExpression

__all__ = [
    "Anchoring",
    "Annotation",
    "Claim",
    "ClaimSpan",
    "Comparison",
    "ComparisonClaim",
    "ExtractionRun",
    "Link",
    "Modality",
    "Polarity",
    "Quantity",
    "Release",
    "Source",
    "TimeExpression",
]
