"""Articles are assigned, locked and tagged over the API, as in the newsroom's own pages."""

from typing import Any

import pytest

from articles.models import Article
from claims.models import Act
from tests.access.writing import Writer, writer
from tests.factories import ArticleTextFactory, PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


@pytest.fixture
def article(db: None) -> Article:
    return ArticleTextFactory().article


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_an_article_is_assigned_as_one_act(editor: Writer, article: Article) -> None:
    publisher = PublisherFactory()
    change = {
        "assignee": editor.user.username,
        "state": "in_progress",
        "publisher": publisher.slug,
    }
    told = done(editor.patch(f"articles/{article.public_id}/", change))
    assert told["publisher"]["slug"] == publisher.slug
    assert {name: told[name] for name in ("assignee", "state")} == {
        name: change[name] for name in ("assignee", "state")
    }
    assert Act.objects.get().article == article


@pytest.mark.parametrize(
    "change",
    [
        {"assignee": "nobody"},
        {"assignee": "\x00"},
        {"state": "lost"},
        {"publisher": "nobody"},
        {"title": "x"},
    ],
)
def test_what_cannot_be(editor: Writer, article: Article, change: dict[str, str]) -> None:
    told = done(editor.patch(f"articles/{article.public_id}/", change), 400)
    assert [error["field"] for error in told["errors"]] == list(change)


def test_a_locked_article_is_its_assignee_s(editor: Writer, article: Article) -> None:
    address = f"articles/{article.public_id}/"
    done(editor.post(f"{address}take/"))
    assert done(editor.post(f"{address}lock/"))["is_locked"] is True
    other = writer("editor")
    told = done(other.post(f"{address}tag/", {"tags": ["border"]}), 403)
    assert editor.user.username in told["detail"]
    done(other.post(f"{address}unlock/"), 403)
    done(editor.post(f"{address}tag/", {"tags": ["border", "figures"]}))
    done(editor.post(f"{address}untag/", {"tags": ["border"]}))
    assert [tag.name for tag in article.tags.all()] == ["figures"]
    done(editor.post(f"{address}unlock/"))
    done(writer("reviewer").patch(address, {"state": "done"}), 403)
