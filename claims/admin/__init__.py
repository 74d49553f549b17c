"""The editors' desk: who said what."""

from claims.admin.act import ActAdmin
from claims.admin.anchoring import AnchoringAdmin
from claims.admin.annotation import AnnotationAdmin
from claims.admin.article import ArticleDesk, ArticleTextDesk
from claims.admin.claim import ClaimAdmin
from claims.admin.comparison import ComparisonAdmin
from claims.admin.delivery import DeliveryAdmin
from claims.admin.inbox import Inbox
from claims.admin.jobs import JobAdmin
from claims.admin.link import LinkAdmin
from claims.admin.merge import SourceMergeAdmin
from claims.admin.people import GroupAdmin, UserAdmin
from claims.admin.presence import PresenceDoor
from claims.admin.quantity import QuantityAdmin
from claims.admin.release import ReleaseAdmin
from claims.admin.run import ExtractionRunAdmin
from claims.admin.source import SourceAdmin
from claims.admin.suggestion import LinkSuggestionAdmin
from claims.admin.tag import TagAdmin
from claims.admin.webhook import WebhookAdmin

__all__ = [
    "ActAdmin",
    "AnchoringAdmin",
    "AnnotationAdmin",
    "ArticleDesk",
    "ArticleTextDesk",
    "ClaimAdmin",
    "ComparisonAdmin",
    "DeliveryAdmin",
    "ExtractionRunAdmin",
    "GroupAdmin",
    "Inbox",
    "JobAdmin",
    "LinkAdmin",
    "LinkSuggestionAdmin",
    "PresenceDoor",
    "QuantityAdmin",
    "ReleaseAdmin",
    "SourceAdmin",
    "SourceMergeAdmin",
    "TagAdmin",
    "UserAdmin",
    "WebhookAdmin",
]
