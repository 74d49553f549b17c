"""The one router that collects every API room."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.routers import DefaultRouter, SimpleRouter
from rest_framework.views import APIView

from access.keys import SLUG, UUID
from access.me import MeResource
from access.token_resource import TokenResource
from articles.api.feeds import FeedResource
from articles.api.imports import ImportItemResource, ImportResource
from articles.api.reprints import ReprintResource
from articles.api.views import PublisherResource, TextOfArticleResource, TextResource
from claims.api.annotations import AnnotationResource
from claims.api.articles import ArticleResource, TagResource
from claims.api.entries import EntryOfComparisonResource, EntryResource
from claims.api.exports import (
    ArticleExport,
    ClaimExport,
    DictionaryResource,
    EntryExport,
    EntryOfComparisonExport,
    LinkExport,
    QuantityExport,
    SourceExport,
)
from claims.api.figures import QuantityResource, TimeResource
from claims.api.links import LinkResource
from claims.api.views import (
    ClaimResource,
    ComparisonResource,
    ReleaseOfComparisonResource,
    ReleaseResource,
    SourceResource,
)
from claims.api.webhooks import DeliveryResource, WebhookResource


@extend_schema(exclude=True)
class NoSuchAddress(APIView):
    """Programs get their 404 as JSON too."""

    permission_classes = [AllowAny]
    versioning_class = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise NotFound


router = DefaultRouter()
router.include_format_suffixes = False
ARTICLE = f"articles/(?P<article_id>{UUID})"
COMPARISON = f"comparisons/(?P<comparison_id>{SLUG})"
router.register("publishers", PublisherResource, "publisher")
router.register("articles", ArticleResource, "article")
router.register(f"{ARTICLE}/texts", TextOfArticleResource, "article-text")
router.register(f"{ARTICLE}/reprints", ReprintResource, "reprint")
router.register("texts", TextResource, "text")
router.register("imports", ImportResource, "import")
router.register(f"imports/(?P<import_id>{UUID})/items", ImportItemResource, "import-item")
router.register("sources", SourceResource, "source")
router.register("claims", ClaimResource, "claim")
router.register("quantities", QuantityResource, "quantity")
router.register("times", TimeResource, "time")
router.register("links", LinkResource, "link")
router.register("annotations", AnnotationResource, "annotation")
router.register("comparisons", ComparisonResource, "comparison")
router.register(f"{COMPARISON}/entries", EntryOfComparisonResource, "comparison-entry")
router.register("entries", EntryResource, "entry")
router.register(f"{COMPARISON}/releases", ReleaseOfComparisonResource, "comparison-release")
router.register("releases", ReleaseResource, "release")
router.register("feeds", FeedResource, "feed")
router.register("tags", TagResource, "tag")
router.register("me", MeResource, "me")
router.register("webhooks", WebhookResource, "webhook")
router.register(f"webhooks/(?P<webhook_id>{UUID})/deliveries", DeliveryResource, "webhook-delivery")
router.register("tokens", TokenResource, "token")

# Looked at before the lists: a source might be called so.
exports = SimpleRouter()
for plural, export in (
    ("articles", ArticleExport),
    ("claims", ClaimExport),
    ("entries", EntryExport),
    ("links", LinkExport),
    ("quantities", QuantityExport),
    ("sources", SourceExport),
):
    exports.register(f"{plural}/export", export, f"{plural}-export")
exports.register(f"{COMPARISON}/entries/export", EntryOfComparisonExport, "comparison-export")
exports.register("dictionary", DictionaryResource, "dictionary")
