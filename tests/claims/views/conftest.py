import pytest

from claims.comparing import as_json, content_sha256
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view
from tests.e2e import scene
from tests.factories import UserFactory


@pytest.fixture
def comparison(db) -> Comparison:
    return scene.build()


@pytest.fixture
def release(comparison) -> Release:
    content = as_json(comparison_view(comparison))
    return Release.objects.create(
        comparison=comparison,
        number=1,
        content=content,
        sha256=content_sha256(content),
        published_by=UserFactory(),
    )
