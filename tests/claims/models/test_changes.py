"""What triggers note of changes: whatever changes in what a row shows, whoever writes it."""

from collections.abc import Callable

import pytest

from articles.models import Article, Change, Publisher, Tag
from claims.models import Claim, Comparison, Entry, Quantity, Source, SourceMerge
from claims.services.merging import source_merge, source_merge_undo
from tests.factories import (
    ClaimFactory,
    ComparisonFactory,
    LinkFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    """A claim that another reports, in a comparison, with a tag; beside it one of another world."""
    ClaimFactory()
    outer = ClaimFactory()
    claim = ClaimFactory(article_text=outer.article_text, parent=outer)
    ComparisonFactory(claims=[claim])
    claim.tags.add(Tag.objects.create(name="border"))
    return claim


def noted() -> set[tuple[str, str]]:
    """Kind and id of what was noted since the last look."""
    found = {(change.kind, str(change.public_id)) for change in Change.objects.all()}
    Change.objects.all().delete()
    return found


CHANGES: dict[str, Callable[[Claim], object]] = {
    "itself": lambda claim: Claim.objects.filter(pk=claim.pk).update(status="accepted"),
    "span": lambda claim: claim.spans.all().delete(),
    "quantity": lambda claim: Quantity.objects.filter(claim=claim).update(unit="vehicle"),
    "time": lambda claim: claim.times.all().delete(),
    "tag": lambda claim: claim.tags.clear(),
    "renamed tag": lambda claim: Tag.objects.update(name="frontier"),
    "entry": lambda claim: Entry.objects.all().delete(),
    "slug of a comparison": lambda claim: Comparison.objects.update(slug="how-many"),
    "renamed source": lambda claim: Source.objects.filter(pk=claim.source_id).update(label_en="X"),
    "renamed outer source": lambda claim: Source.objects.filter(pk=claim.parent.source_id).update(
        label_en="X"
    ),
    "outer claim": lambda claim: Claim.objects.filter(pk=claim.parent_id).update(source=None),
    "publisher": lambda claim: Publisher.objects.filter(
        pk=claim.article_text.article.publisher_id
    ).update(name="The Post"),
    "address": lambda claim: Article.objects.filter(pk=claim.article_text.article_id).update(
        canonical_url="https://post.example/1"
    ),
    "newer text": lambda claim: (
        type(claim.article_text).objects.filter(pk=claim.article_text_id).update(is_current=False)
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_claim_has_changed_with_whatever_it_shows(claim: Claim, change: str) -> None:
    noted()
    CHANGES[change](claim)
    found = {key for kind, key in noted() if kind == "claim"}
    text = {str(key) for key in claim.article_text.claims.values_list("public_id", flat=True)}
    assert str(claim.public_id) in found
    assert found <= text


def test_a_merge_changes_both_families_and_what_they_said_and_so_does_its_undoing() -> None:
    editor = UserFactory(role="editor")
    kept, merged, earlier, other = (ClaimFactory() for _ in range(4))
    source_merge(kept=merged.source, merged=earlier.source, user=editor)
    touched = {("claim", str(claim.public_id)) for claim in (kept, merged, earlier)} | {
        ("source", str(claim.source.public_id)) for claim in (kept, merged, earlier)
    }
    noted()
    edge = source_merge(kept=kept.source, merged=merged.source, user=editor)
    assert noted() == touched
    source_merge_undo(merge=edge, user=editor)
    assert noted() == touched
    SourceMerge.objects.create(kept=other.source, merged=SourceFactory(), score=0.9)
    assert not {kind for kind, _key in noted()} & {"claim"}


def test_what_is_saved_as_it_was_has_not_changed(claim: Claim) -> None:
    noted()
    claim.save()
    claim.source.save()
    claim.article_text.article.save()
    assert noted() == set()


def test_what_is_gone_is_noted_with_the_id_it_had() -> None:
    link = LinkFactory()
    quantity = link.first.quantities.get()
    gone = {("link", link), ("claim", link.first), ("quantity", quantity)}
    noted()
    link.delete()
    link.first.delete()
    assert noted() >= {(kind, str(row.public_id)) for kind, row in gone}
