import pytest

from articles.models import ArticleText
from tests.claims.services.mending.telling import TEXT
from tests.factories import ArticleTextFactory


@pytest.fixture
def text(db: None) -> ArticleText:
    return ArticleTextFactory(text=TEXT)
