"""What was merged counts and shows as said by the source that was kept."""

from datetime import date

import pytest

from claims.models import SourceMerge
from claims.selectors import pages, register
from claims.selectors.comparisons import comparison_view
from claims.services.merging import source_merge, source_merge_undo
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two sources, with two claims and one, and the merge of the second into the first."""
    kept, merged = SourceFactory(), SourceFactory()
    claims = [ClaimFactory(source=kept), ClaimFactory(source=kept), ClaimFactory(source=merged)]
    edge = source_merge(kept=kept, merged=merged, user=UserFactory(role="editor"))
    return kept, merged, claims, edge


def test_the_register_lists_what_was_kept_with_all_its_claims(two):
    kept, merged, _claims, edge = two
    assert [(s, s.claim_count) for s in register.listed_sources()] == [(kept, 3)]
    assert register.counts_of(kept) == (3, 3)
    source_merge_undo(merge=edge, user=edge.judged_by)
    assert [(s, s.claim_count) for s in register.listed_sources()] == [(kept, 2), (merged, 1)]


def test_its_page_has_the_claims_and_publishers_of_both(two):
    kept, _merged, claims, _edge = two
    assert set(pages.claims_by(kept)) == set(claims)
    assert {p.pk for p in register.publishers_citing(kept)} == {
        claim.article_text.article.publisher_id for claim in claims
    }


def test_a_comparison_folds_what_the_two_said_into_one_origin(two, django_assert_num_queries):
    kept, merged, claims, edge = two
    comparison = ComparisonFactory(claims=claims[1:])
    with django_assert_num_queries(8):
        view = comparison_view(comparison)
    assert {row.source.key for row in view.rows} == {kept.key}
    assert view.statistics.origins == 1
    source_merge_undo(merge=edge, user=edge.judged_by)
    view = comparison_view(comparison)
    assert {row.source.key for row in view.rows} == {kept.key, merged.key}
    assert view.statistics.origins == 2


def test_a_source_is_found_by_any_name_of_what_was_merged(two):
    kept, merged, *_ = two
    merged.names.create(name="Олексій", language="uk")
    other = SourceFactory(label_en="Nobody else")
    for words in ("Олексій", merged.label_en, merged.label_zh, kept.label_en):
        assert kept in register.listed_sources().filter(register.named(words))
        assert other not in register.listed_sources().filter(register.named(words))


def test_as_cited_says_from_when_to_when():
    source = SourceFactory()
    for day, role in [(4, "minister"), (9, "minister"), (6, "ex-minister")]:
        text = ArticleTextFactory(published_on=date(2021, 12, day))
        ClaimFactory(source=source, article_text=text, speaker_name="Ana", speaker_role=role)
    ClaimFactory(source=source, speaker_name="Wrong", status="rejected")
    cited = register.cited_as(source)
    assert [(c.role, c.claims, c.first.day, c.last.day) for c in cited] == [
        ("minister", 2, 4, 9),
        ("ex-minister", 1, 6, 6),
    ]


def test_a_suggestion_waits_until_the_two_are_one_anyhow(two):
    kept, merged, _claims, _edge = two
    third = SourceFactory()
    suggested = SourceMerge.objects.create(kept=merged, merged=third, score=0.8)
    SourceMerge.objects.create(kept=SourceFactory(), merged=SourceFactory())  # made by hand, undone
    assert list(register.merges_waiting()) == [suggested]
    assert list(register.suggestions_for(kept)) == [suggested]
    source_merge(kept=kept, merged=third, user=UserFactory(role="editor"))
    assert not register.merges_waiting()
