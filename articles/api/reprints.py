"""Who else published an article’s text."""

from django.db.models import Prefetch, Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from access.fields import IdField
from access.resource import Resource
from access.shaping import WHOLE, Shaped
from articles.api.serializers import ArticleReferenceSerializer
from articles.models import ArticleText, Reprint
from articles.selectors import STANDING


class ReprintSerializer(Shaped):
    """Two articles with one text, as the article in the address sees it."""

    id = IdField()
    article = serializers.SerializerMethodField(help_text="The other article.")
    stands = serializers.BooleanField(
        read_only=True,
        help_text="Whether the two count as one text: affirmed by an editor, or found by the "
        "machine and not denied; a translation only where it is almost certain.",
    )

    class Meta:
        model = Reprint
        fields = [
            "id",
            "article",
            "kind",
            "score",
            "reason",
            "found_at",
            "judgement",
            "judged_at",
            "stands",
        ]
        read_only_fields = fields
        extra_kwargs = {"judgement": {"help_text": "An editor’s ruling; empty while none stands."}}

    @extend_schema_field(ArticleReferenceSerializer)
    def get_article(self, reprint: Reprint) -> dict:
        own = self.context["view"].kwargs["article_id"]
        is_first = str(reprint.first.public_id) == own
        other = reprint.second if is_first else reprint.first
        (text,) = other.texts.all()
        context = {**self.context, "shape": WHOLE}
        return ArticleReferenceSerializer(text, context=context).data


@extend_schema_view(
    list=extend_schema(summary="Other articles with the same text"),
    retrieve=extend_schema(summary="One article with the same text"),
)
class ReprintResource(Resource):
    """Reprints, copies of one wire report and translations of an article."""

    serializer_class = ReprintSerializer
    queryset = Reprint.objects.all()

    def get_queryset(self) -> QuerySet[Reprint]:
        own = self.kwargs["article_id"]
        current = ArticleText.objects.filter(is_current=True).defer("text")
        texts = current.select_related("article__publisher")
        return (
            super()
            .get_queryset()
            .filter(Q(first__public_id=own) | Q(second__public_id=own))
            .annotate(stands=STANDING)
            .select_related("first", "second")
            .prefetch_related(
                Prefetch("first__texts", queryset=texts), Prefetch("second__texts", queryset=texts)
            )
        )
