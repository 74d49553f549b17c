"""The one router that collects every API room."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.routers import DefaultRouter
from rest_framework.views import APIView

from access.tokens import TokenResource
from articles.api.imports import ImportItemResource, ImportResource
from articles.api.reprints import ReprintResource
from articles.api.views import ArticleResource, PublisherResource, TextResource
from claims.api.views import ClaimResource, ComparisonResource, ReleaseResource, SourceResource


@extend_schema(exclude=True)
class NoSuchAddress(APIView):
    """Programs get their 404 as JSON too."""

    permission_classes = [AllowAny]
    versioning_class = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise NotFound


router = DefaultRouter()
router.include_format_suffixes = False
router.register("publishers", PublisherResource, "publisher")
router.register("articles", ArticleResource, "article")
router.register("articles/(?P<article_id>[0-9]+)/texts", TextResource, "text")
router.register("articles/(?P<article_id>[0-9]+)/reprints", ReprintResource, "reprint")
router.register("imports", ImportResource, "import")
router.register("imports/(?P<import_id>[0-9]+)/items", ImportItemResource, "import-item")
router.register("sources", SourceResource, "source")
router.register("claims", ClaimResource, "claim")
router.register("comparisons", ComparisonResource, "comparison")
router.register(r"comparisons/(?P<slug>[-\w]+)/releases", ReleaseResource, "release")
router.register("tokens", TokenResource, "token")
