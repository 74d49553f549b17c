"""Who may read what, over every resource at once."""

import pytest
from django.contrib.auth.models import Permission
from rest_framework.test import APIClient

from articles.models import ImportBatch, Reprint
from claims.models import Release
from config.api_router import router
from tests.articles.api.clients import client_of, problem_of
from tests.factories import ArticleTextFactory, ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db

# Every resource, with the permission that opens it.
RESOURCES = {
    "publishers/": "view_publisher",
    "publishers/{publisher}/": "view_publisher",
    "articles/": "view_articletext",
    "articles/{article}/": "view_articletext",
    "articles/{article}/texts/": "view_articletext",
    "articles/{article}/texts/1/": "view_articletext",
    "articles/{article}/reprints/": "view_reprint",
    "articles/{article}/reprints/{reprint}/": "view_reprint",
    "imports/": "view_importbatch",
    "imports/{batch}/": "view_importbatch",
    "imports/{batch}/items/": "view_importitem",
    "imports/{batch}/items/{item}/": "view_importitem",
    "sources/": "view_source",
    "sources/{source}/": "view_source",
    "claims/": "view_claim",
    "claims/{claim}/": "view_claim",
    "comparisons/": "view_comparison",
    "comparisons/{comparison}/": "view_comparison",
    "comparisons/{comparison}/releases/": "view_release",
    "comparisons/{comparison}/releases/1/": "view_release",
}
every_resource = pytest.mark.parametrize("path", RESOURCES)


@pytest.fixture
def address(path: str) -> str:
    claim = ClaimFactory()
    comparison = ComparisonFactory(claims=[claim])
    Release.objects.create(
        comparison=comparison, number=1, content={}, sha256="", published_by=UserFactory()
    )
    article = claim.article_text.article
    batch = ImportBatch.objects.create(door="api")
    item = batch.items.create(name="a.md", outcome="imported", article_text=claim.article_text)
    other = ArticleTextFactory().article
    reprint = Reprint.objects.create(first=article, second=other, kind="reprint", score=0.9)
    names = {
        "reprint": reprint.pk,
        "publisher": article.publisher.slug,
        "article": article.pk,
        "source": claim.source.slug,
        "claim": claim.pk,
        "comparison": comparison.slug,
        "batch": batch.pk,
        "item": item.pk,
    }
    return f"/api/v1/{path.format(**names)}"


def test_the_table_above_is_complete() -> None:
    lists = {path for path in RESOURCES if path.count("/") % 2}
    prefixes = {prefix for prefix, _view, _name in router.registry} - {"tokens"}
    assert len(lists) == len(prefixes)


@every_resource
@pytest.mark.parametrize("role", ["analyst", "reviewer", "editor"])
def test_every_role_may_read(address: str, role: str) -> None:
    assert client_of(role).get(address).status_code == 200


@every_resource
def test_nobody_else_may_read(address: str) -> None:
    anonymous = APIClient().get(address)
    assert problem_of(anonymous) == "unauthenticated"
    assert anonymous.headers["WWW-Authenticate"] == "Token"
    stranger = client_of(None).get(address)
    assert problem_of(stranger) == "forbidden"


@every_resource
def test_the_view_permission_is_what_it_takes(address: str, path: str) -> None:
    user = UserFactory(is_staff=False)
    user.user_permissions.set(Permission.objects.exclude(codename=RESOURCES[path]))
    client = APIClient()
    client.force_authenticate(user)
    assert client.get(address).status_code == 403
    assert client.head(address).status_code == 403
    assert client.options(address).status_code == 403


@every_resource
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_may_write(address: str, path: str, method: str) -> None:
    """But editors may hand in imports; tests/articles/api/test_imports.py looks after that."""
    administrator = APIClient()
    administrator.force_authenticate(UserFactory(is_superuser=True))
    takes_in = (path, method) == ("imports/", "post")
    allowed = {400} if takes_in else {403, 405}  # there is nothing in it
    assert getattr(client_of("editor"), method)(address).status_code in allowed
    assert getattr(administrator, method)(address).status_code == (400 if takes_in else 405)
