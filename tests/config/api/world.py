"""One row of every resource, and how each is addressed."""

from access.tokens import token_make
from articles.models import ImportBatch, Reprint, Tag
from tests.factories import (
    AnnotationFactory,
    ClaimFactory,
    ComparisonFactory,
    FeedFactory,
    LinkFactory,
    UserFactory,
)
from tests.releasing import released


def keys() -> dict[str, dict[str, str]]:
    """Resource → what the parameters of its address are, for a row that is there."""
    outer = ClaimFactory()
    claim = ClaimFactory(article_text=outer.article_text, parent=outer)
    comparison = ComparisonFactory(claims=[claim])
    released(comparison, by=UserFactory(role="editor"))
    text = claim.article_text
    batch = ImportBatch.objects.create(door="api")
    item = batch.items.create(name="a.md", outcome="imported", article_text=text)
    other = ClaimFactory()
    reprint = Reprint.objects.create(
        first=text.article, second=other.article_text.article, kind="reprint", score=0.9
    )

    def of(row: object) -> str:
        return str(row.public_id)

    article, within = {"article_id": of(text.article)}, {"comparison_id": of(comparison)}
    token, _words = token_make(user=UserFactory(), name="a program", scopes=["read"], days=1)
    return {
        "tokens": {"id": str(token.pk)},
        "publishers": {"id": text.article.publisher.slug},
        "articles": {"id": of(text.article)},
        "articles/{article_id}/texts": article | {"id": "1"},
        "articles/{article_id}/reprints": article | {"id": of(reprint)},
        "texts": {"id": of(text)},
        "imports": {"id": of(batch)},
        "imports/{import_id}/items": {"import_id": of(batch), "id": of(item)},
        "sources": {"id": claim.source.slug},
        "claims": {"id": of(claim)},
        "quantities": {"id": of(claim.quantities.get())},
        "times": {"id": of(claim.times.get())},
        "links": {"id": of(LinkFactory(first=claim, second=other))},
        "annotations": {"id": of(AnnotationFactory(claim=claim))},
        "comparisons": {"id": comparison.slug},
        "comparisons/{comparison_id}/entries": within | {"id": of(comparison.entries.get())},
        "entries": {"id": of(comparison.entries.get())},
        "comparisons/{comparison_id}/releases": within | {"id": "1"},
        "releases": {"id": of(comparison.releases.get())},
        "feeds": {"id": of(FeedFactory())},
        "tags": {"id": of(Tag.objects.create(name=f"border {claim.pk}"))},
    }
