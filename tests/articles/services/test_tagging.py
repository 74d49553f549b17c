import pytest
from django.core.exceptions import ValidationError

from articles.models import ArticleTag, Tag
from articles.services import tagging
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def test_tags_are_made_when_they_are_first_put(editor):
    article, other = ArticleFactory(), ArticleFactory()
    tagging.tags_put(row=article, names=["Border", " figures "], user=editor)
    tagging.tags_put(row=other, names=["border"], user=editor)
    assert [tag.name for tag in Tag.objects.all()] == ["Border", "figures"]
    assert [tag.name for tag in other.tags.all()] == ["Border"]


def test_tags_are_taken_off_one_row_only(editor):
    article, other = ArticleFactory(), ArticleFactory()
    for row in (article, other):
        tagging.tags_put(row=row, names=["border"], user=editor)
    tagging.tags_take(row=article, names=["BORDER", "never put"], user=editor)
    assert not article.tags.exists()
    assert other.tags.exists()


def test_each_tag_on_an_article_has_its_history(editor):
    article = ArticleFactory()
    tagging.tags_put(row=article, names=["边境"], user=editor)
    tagging.tags_take(row=article, names=["边境"], user=editor)
    events = ArticleTag.pgh_event_model.objects.filter(article=article).order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "delete"]
    assert {event.pgh_context.metadata["user"] for event in events} == {editor.pk}


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_name_says_something(editor, name):
    with pytest.raises(ValidationError):
        tagging.tags_put(row=ArticleFactory(), names=[name], user=editor)


def test_a_tag_is_renamed_wherever_it_is(editor):
    article = ArticleFactory()
    (tag,) = tagging.tags_put(row=article, names=["boarder"], user=editor)
    tagging.tag_rename(tag=tag, name="border", user=editor)
    assert [tag.name for tag in article.tags.all()] == ["border"]
    Tag.objects.create(name="Figures")
    with pytest.raises(ValidationError):
        tagging.tag_rename(tag=tag, name="figures", user=editor)
