"""What the world knows a row by: ids that are never given twice, slugs that go on leading there."""

import pytest

from articles.models import FormerSlug, Tag
from claims.models import Source
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def test_the_database_gives_every_row_an_id_that_sorts_by_time() -> None:
    tags = Tag.objects.bulk_create([Tag(name="first"), Tag(name="second")])
    tags.append(Tag.objects.create(name="third"))
    assert [tag.public_id.version for tag in tags] == [7, 7, 7]
    assert sorted(tag.public_id for tag in tags) == [tag.public_id for tag in tags]


def test_a_slug_that_is_changed_goes_on_leading_to_its_row() -> None:
    minister, other = SourceFactory(slug="minister"), SourceFactory(slug="other")
    Source.objects.filter(pk=minister.pk).update(slug="defence-minister")  # no save() is called
    Source.objects.filter(pk=other.pk).update(label_en="Another")
    [former] = FormerSlug.objects.values_list("kind", "slug", "public_id")
    assert former == ("source", "minister", minister.public_id)


def test_the_latest_owner_of_a_former_slug_has_it() -> None:
    for source in (SourceFactory(slug="minister"), SourceFactory(slug="other")):
        Source.objects.filter(pk=source.pk).update(slug="spokesman")
        Source.objects.filter(pk=source.pk).update(slug=f"spokesman-{source.pk}")
    assert FormerSlug.objects.get(slug="spokesman").public_id == source.public_id
