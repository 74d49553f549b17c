"""The machine asks about pairs that may be one: once, and at a cost that stays flat."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import SourceHandle, SourceMerge
from claims.registering import Because, reasons_of
from claims.services.merging import source_merge_judge
from claims.services.suggesting import (
    MOST_HOLDERS,
    cited_sources,
    suggest_merges,
    suggest_merges_of_text,
)
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 4)


def cited(name: str, latin: str = "", key: str | None = None, **fields):
    """A person with one claim that names it so."""
    source = SourceFactory(**({"key": key} if key else {}), **fields)
    text = ArticleTextFactory(published_on=DAY)
    ClaimFactory(
        source=source, article_text=text, speaker_name=name, speaker_name_latin=latin, times=[]
    )
    return source


def test_a_name_printed_in_both_scripts_joins_the_two():
    kept = cited("安娜·科瓦奇", "Ana Kovač", key="person:ana-kovac")
    merged = cited("安娜·科瓦奇", key="person:安娜科瓦奇")
    other = cited("Bill Hillman")
    assert suggest_merges(source_ids=[merged.pk, kept.pk, other.pk]) == 1
    edge = SourceMerge.objects.get()
    assert (edge.kept, edge.merged, edge.judgement) == (kept, merged, "")
    assert [reason.because for reason in reasons_of(edge.reason)] == [Because.SAME_CHINESE]


def test_a_new_source_finds_those_that_were_there_before():
    old = cited("John Hillman")
    suggest_merges(source_ids=[old.pk])
    new = cited("John F. Hillman")
    text = new.claims.get().article_text
    assert suggest_merges_of_text(article_text_id=text.pk) == 1
    assert suggest_merges_of_text(article_text_id=text.pk) == 0
    assert SourceMerge.objects.count() == 1


def test_a_pair_that_was_ruled_on_is_not_suggested_again():
    one, other = cited("John Hillman"), cited("John F. Hillman")
    suggest_merges(source_ids=[one.pk, other.pk])
    edge = SourceMerge.objects.get()
    source_merge_judge(merge=edge, judgement="negative", user=UserFactory(role="editor"))
    assert suggest_merges(source_ids=[one.pk, other.pk]) == 0
    edge.refresh_from_db()
    assert edge.judgement == "negative"


def test_one_office_at_one_time_joins_names_in_two_scripts():
    office = {"role_id": "defence-minister", "affiliation_id": "RS"}
    cited("安娜·科瓦奇", **office)
    cited("Ana Kovač", **office)
    suggest_merges(source_ids=cited_sources())
    assert [r.because for r in reasons_of(SourceMerge.objects.get().reason)] == [Because.OFFICE]


def test_a_rejected_claim_gives_no_name():
    one, other = cited("John Hillman"), cited("John F. Hillman")
    other.claims.update(status="rejected")
    assert suggest_merges(source_ids=[one.pk, other.pk]) == 0


def test_a_handle_that_many_share_says_nothing_and_a_name_that_changed_gives_its_handles_up():
    many = [cited("John Hillman") for _ in range(MOST_HOLDERS + 1)]
    assert suggest_merges(source_ids=[source.pk for source in many]) == 0
    many[0].claims.update(speaker_name="Ana Kovač")
    suggest_merges(source_ids=[many[0].pk])
    assert set(many[0].handles.values_list("handle", flat=True)) == {
        "person:family:kovak",
        "person:latin:ana kovac",
    }


def test_more_in_the_register_cost_no_more_queries():
    def queries(source) -> int:
        with CaptureQueriesContext(connection) as asked:
            suggest_merges(source_ids=[source.pk])
        return len(asked)

    cited("John Hillman")
    suggest_merges(source_ids=cited_sources())
    few = queries(cited("John F. Hillman"))
    for _ in range(30):
        cited("Jo Hillman")
    suggest_merges(source_ids=cited_sources())
    assert queries(cited("Johann Hillman")) <= few


def test_the_command_goes_through_the_register():
    cited("John Hillman")
    cited("John F. Hillman")
    out = StringIO()
    call_command("suggest_merges", stdout=out)
    assert out.getvalue() == "1 new suggestions; 1 wait for an editor\n"
    assert SourceHandle.objects.exists()
