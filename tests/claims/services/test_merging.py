"""Merges of sources: edges that stand, are undone, and never close a ring."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Act, Source, SourceMerge
from claims.services.merging import source_merge, source_merge_judge, source_merge_undo
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def root(source: Source) -> Source:
    return Source.objects.get(pk=source.pk).counts_as


def test_a_source_counts_as_itself_until_it_is_merged(editor):
    kept, merged = SourceFactory(), SourceFactory()
    assert root(merged) == merged
    source_merge(kept=kept, merged=merged, user=editor)
    assert root(merged) == kept
    assert root(kept) == kept
    assert Act.objects.get().verb == "source.merge"


def test_a_merge_into_a_merged_source_counts_as_the_root(editor):
    first, second, third = SourceFactory(), SourceFactory(), SourceFactory()
    source_merge(kept=first, merged=second, user=editor)
    source_merge(kept=second, merged=third, user=editor)
    assert root(third) == first


def test_undoing_splits_only_what_that_merge_joined(editor):
    first, second, third = SourceFactory(), SourceFactory(), SourceFactory()
    edge = source_merge(kept=first, merged=second, user=editor)
    source_merge(kept=second, merged=third, user=editor)
    undone = source_merge_undo(merge=edge, user=editor)
    assert (undone.judgement, undone.judged_by, undone.judged_at) == ("", None, None)
    assert root(second) == second
    assert root(third) == second
    assert SourceMerge.objects.filter(pk=edge.pk).exists()


def test_a_ring_is_refused(editor):
    first, second, third = SourceFactory(), SourceFactory(), SourceFactory()
    source_merge(kept=first, merged=second, user=editor)
    source_merge(kept=second, merged=third, user=editor)
    with pytest.raises(ValidationError, match="already counts as"):
        source_merge(kept=third, merged=first, user=editor)
    with pytest.raises(ValidationError):
        source_merge(kept=first, merged=first, user=editor)


def test_rows_that_form_a_ring_all_the_same_count_as_themselves(editor):
    first, second = SourceFactory(), SourceFactory()
    source_merge(kept=first, merged=second, user=editor)
    edge = SourceMerge.objects.get()
    SourceMerge.objects.create(
        kept=second,
        merged=first,
        judgement="positive",
        judged_by=editor,
        judged_at=edge.judged_at,
    )
    assert root(first) == first
    assert root(second) == second


def test_a_source_is_merged_into_one_only(editor):
    first, second, merged = SourceFactory(), SourceFactory(), SourceFactory()
    source_merge(kept=first, merged=merged, user=editor)
    with pytest.raises(ValidationError, match="Undo that merge first"):
        source_merge(kept=second, merged=merged, user=editor)
    assert root(merged) == first


def test_a_suggestion_is_ruled_on_and_may_be_kept_the_other_way_round(editor):
    one, other = SourceFactory(), SourceFactory()
    suggested = SourceMerge.objects.create(kept=one, merged=other, score=0.9)
    source_merge_judge(merge=suggested, judgement="positive", user=editor, keep=other)
    assert root(one) == other
    source_merge_undo(merge=suggested, user=editor)
    source_merge_judge(merge=suggested, judgement="negative", user=editor)
    assert root(one) == one
    suggested.refresh_from_db()
    assert suggested.judged_by == editor
    with pytest.raises(ValidationError):
        source_merge_judge(merge=suggested, judgement="perhaps", user=editor)


def test_a_pair_has_one_row_whichever_way_round(editor):
    one, other = SourceFactory(), SourceFactory()
    suggested = SourceMerge.objects.create(kept=one, merged=other, score=0.9, reason="same-name: A")
    made = source_merge(kept=other, merged=one, user=editor)
    assert made.pk == suggested.pk
    assert made.reason == "same-name: A"
    assert root(one) == other


def test_a_suggestion_whose_other_side_was_merged_meanwhile_turns_round(editor):
    first, second, third = SourceFactory(), SourceFactory(), SourceFactory()
    source_merge(kept=first, merged=second, user=editor)
    suggested = SourceMerge.objects.create(kept=third, merged=second, score=0.9)
    source_merge_judge(merge=suggested, judgement="positive", user=editor)
    assert root(third) == first
    assert root(second) == first
