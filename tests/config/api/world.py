"""One row of every resource, and how each is addressed."""

from access.tokens import token_make
from articles.models import ImportBatch, Reprint
from tests.factories import ArticleTextFactory, ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import released


def keys() -> dict[str, dict[str, str]]:
    """Resource → what the parameters of its address are, for a row that is there."""
    claim = ClaimFactory()
    comparison = ComparisonFactory(claims=[claim])
    released(comparison, by=UserFactory(role="editor"))
    text = claim.article_text
    batch = ImportBatch.objects.create(door="api")
    item = batch.items.create(name="a.md", outcome="imported", article_text=text)
    other = ArticleTextFactory().article
    reprint = Reprint.objects.create(first=text.article, second=other, kind="reprint", score=0.9)
    article, comparison_id = str(text.article.public_id), str(comparison.public_id)
    release = comparison.releases.get()
    token, _words = token_make(user=UserFactory(), name="a program", scopes=["read"], days=1)
    return {
        "tokens": {"id": str(token.pk)},
        "publishers": {"id": text.article.publisher.slug},
        "articles": {"id": article},
        "articles/{article_id}/texts": {"article_id": article, "id": "1"},
        "articles/{article_id}/reprints": {"article_id": article, "id": str(reprint.public_id)},
        "texts": {"id": str(text.public_id)},
        "imports": {"id": str(batch.public_id)},
        "imports/{import_id}/items": {
            "import_id": str(batch.public_id),
            "id": str(item.public_id),
        },
        "sources": {"id": claim.source.slug},
        "claims": {"id": str(claim.public_id)},
        "comparisons": {"id": comparison.slug},
        "comparisons/{comparison_id}/releases": {"comparison_id": comparison_id, "id": "1"},
        "releases": {"id": str(release.public_id)},
    }
