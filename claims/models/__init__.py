"""Who said what."""

from claims.models.anchoring import Anchoring
from claims.models.annotation import Annotation
from claims.models.claim import Claim, ClaimSpan, Modality, Polarity, Quantity
from claims.models.comparison import Comparison, Entry, ScopeDifference
from claims.models.desk import Act, Follow, Notice, Presence
from claims.models.link import Link, LinkSuggestion
from claims.models.profile import ClaimProfile
from claims.models.rating import Rating
from claims.models.register import SourceHandle, Standing
from claims.models.release import ComparisonReview, Release, ReleaseChart
from claims.models.run import ExtractionRun
from claims.models.search import SearchEntry, SearchKind, SearchPending
from claims.models.source import Source, SourceMerge, SourceName, SourceOffice
from claims.models.tagging import ClaimTag, NoteMention
from claims.models.times import TimeExpression
from claims.models.webhook import (
    TEST_EVENT,
    Delivery,
    Webhook,
    WebhookChange,
    WebhookEvent,
)

__all__ = [
    "TEST_EVENT",
    "Act",
    "Anchoring",
    "Annotation",
    "Claim",
    "ClaimProfile",
    "ClaimSpan",
    "ClaimTag",
    "Comparison",
    "ComparisonReview",
    "Delivery",
    "Entry",
    "ExtractionRun",
    "Follow",
    "Link",
    "LinkSuggestion",
    "Modality",
    "NoteMention",
    "Notice",
    "Polarity",
    "Presence",
    "Quantity",
    "Rating",
    "Release",
    "ReleaseChart",
    "ScopeDifference",
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
    "Webhook",
    "WebhookChange",
    "WebhookEvent",
]
