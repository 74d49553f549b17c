"""The public page of a source: who it is, under all its names; notes on it are for colleagues."""

import pytest
from django.test import Client

from claims.services.merging import source_merge
from tests.factories import ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    kept = SourceFactory(
        label_en="Ana Kovač", wikidata_id="Q42", is_party=True, reliability="Counts <b>twice</b>."
    )
    kept.names.create(name="Ана", language="sr")
    kept.offices.create(role="harbour master", affiliation="Port", begin="2021-01-02")
    merged = SourceFactory(label_en="A. Kovac")
    ClaimFactory(source=merged, speaker_name="A. Kovac", speaker_role="harbour mistress")
    source_merge(kept=kept, merged=merged, user=UserFactory(role="editor"))
    return kept


def test_it_shows_names_offices_and_what_it_was_cited_as(client, source):
    page = client.get(source.get_absolute_url()).content.decode()
    for words in (
        '<li lang="sr">Ана</li>',
        '<li lang="en">A. Kovac</li>',
        "harbour master, Port",
        "harbour mistress",
        "party to the matter",
        'rel="noopener noreferrer" href="https://www.wikidata.org/wiki/Q42"',
    ):
        assert words in page


def test_notes_on_reliability_are_for_those_with_the_permission(client, source):
    def reads(reader: Client) -> bool:
        page = reader.get(source.get_absolute_url()).content.decode()
        assert "<b>twice</b>" not in page
        return "Counts &lt;b&gt;twice" in page

    assert not reads(client)
    visitor, analyst = Client(), Client()
    visitor.force_login(UserFactory(is_staff=False))
    assert not reads(visitor)
    analyst.force_login(UserFactory(role="analyst"))
    assert reads(analyst)


def test_the_page_of_what_was_merged_leads_to_what_it_counts_as(client, source):
    merged = source.merges.get().merged
    answer = client.get(merged.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, source.get_absolute_url())
    assert "A. Kovac" not in client.get("/sources/").content.decode()
