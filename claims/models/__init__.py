"""Who said what."""

from claims.models.anchoring import Anchoring
from claims.models.annotation import Annotation
from claims.models.claim import Claim, ClaimSpan, Modality, Polarity, Quantity
from claims.models.comparison import Comparison, ComparisonClaim, Release
from claims.models.desk import Act, Follow, Notice, Presence
from claims.models.link import Link
from claims.models.register import SourceHandle, Standing
from claims.models.run import ExtractionRun
from claims.models.search import SearchEntry, SearchKind, SearchPending
from claims.models.source import Source, SourceMerge, SourceName, SourceOffice
from claims.models.tagging import ClaimTag
from claims.models.times import TimeExpression

__all__ = [
    "Act",
    "Anchoring",
    "Annotation",
    "Claim",
    "ClaimSpan",
    "ClaimTag",
    "Comparison",
    "ComparisonClaim",
    "ExtractionRun",
    "Follow",
    "Link",
    "Modality",
    "Notice",
    "Polarity",
    "Presence",
    "Quantity",
    "Release",
    "SearchEntry",
    "SearchKind",
    "SearchPending",
    "Source",
    "SourceHandle",
    "SourceMerge",
    "SourceName",
    "SourceOffice",
    "Standing",
    "TimeExpression",
]
