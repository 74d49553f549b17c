"""The register at the desk: who may do what, what the page shows, and the queue of merges."""

from datetime import date

import pytest
from django.urls import reverse

from claims.models import Source, SourceMerge, SourceName, SourceOffice
from claims.services.merging import source_merge
from tests.claims.admin.test_doors import EDITORS, ROLES, SIGNED_IN, opens
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory


@pytest.fixture
def suggested(db) -> SourceMerge:
    kept, merged = SourceFactory(label_en="John Hillman"), SourceFactory(label_en="J. Hillman")
    text = ArticleTextFactory(published_on=date(2021, 12, 4))
    for source in (kept, merged):
        ClaimFactory(
            source=source,
            article_text=text,
            speaker_name=source.label_en,
            speaker_role="harbour master",
        )
    return SourceMerge.objects.create(
        kept=kept, merged=merged, score=0.7, reason="initials: John Hillman = J. Hillman"
    )


def page_of(source: Source) -> str:
    return reverse("admin:claims_source_change", args=[source.pk])


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_for_those_signed_in_and_adding_for_editors(client_of, suggested, role):
    client = client_of(role)
    for name in ("claims_sourcemerge_changelist", "claims_source_changelist"):
        assert opens(client.get(reverse(f"admin:{name}"))) == (role in SIGNED_IN)
    for address in (
        page_of(suggested.kept),
        reverse("admin:claims_sourcemerge_change", args=[suggested.pk]),
        reverse("admin:claims_sourcemerge_history", args=[suggested.pk]),
    ):
        assert opens(client.get(address)) == (role in SIGNED_IN)
    assert opens(client.get(reverse("admin:claims_sourcemerge_add"))) == (role in EDITORS)


@pytest.mark.parametrize("role", ROLES)
def test_acts_are_for_editors(client_of, suggested, role):
    client, source = client_of(role), suggested.kept
    name, office = source.names.create(name="Old"), source.offices.create(role="clerk")

    def act(view, *args, **data):
        address = reverse(f"admin:claims_{view}", args=args)
        assert client.get(address).status_code in {302, 405, 403}
        return client.post(address, data).status_code

    statuses = {
        act("source_name_add", source.pk, name="Іван", language="uk"),
        act("source_name_remove", source.pk, name.pk),
        act("source_office_add", source.pk, role="master", begin="2021-01-01"),
        act("source_office_change", source.pk, office.pk, role="pilot"),
        act("sourcemerge_rule", suggested.pk, judgement="positive"),
    }
    if role in SIGNED_IN - EDITORS:
        assert statuses == {403}
    else:
        assert statuses == {302}
    assert SourceName.objects.filter(name="Іван").exists() == (role in EDITORS)
    assert SourceName.objects.filter(name="Old").exists() == (role not in EDITORS)
    assert SourceOffice.objects.filter(role="pilot").exists() == (role in EDITORS)
    assert (Source.objects.get(pk=suggested.merged_id).counts_as == source) == (role in EDITORS)
    assert act("source_office_remove", source.pk, office.pk) in statuses
    assert SourceOffice.objects.filter(pk=office.pk).exists() == (role not in EDITORS)


def test_the_page_shows_what_is_known_and_rules_on_suggestions(client_of, suggested):
    client, kept, merged = client_of("editor"), suggested.kept, suggested.merged
    Source.objects.filter(pk=kept.pk).update(wikidata_id="Q42", is_party=True)
    page = client.get(page_of(kept)).content.decode()
    assert 'rel="noopener noreferrer" href="https://www.wikidata.org/wiki/Q42"' in page
    assert "initials or a middle name: John Hillman, J. Hillman" in page
    assert "harbour master" in page
    assert "Merged into it" not in page
    client.post(
        reverse("admin:claims_sourcemerge_rule", args=[suggested.pk]), {"judgement": "positive"}
    )
    page = client.get(page_of(kept)).content.decode()
    assert "Merged into it" in page
    assert "2 claims" in page
    assert "May be the same as" not in page
    other = client.get(page_of(merged)).content.decode()
    assert "What it said counts as said by" in other
    assert "Undo the merge" in other


def test_an_id_that_is_none_makes_no_link(client_of, suggested):
    Source.objects.filter(pk=suggested.kept_id).update(wikidata_id="Q1/../../evil")
    page = client_of("analyst").get(page_of(suggested.kept)).content.decode()
    assert "wikidata.org" not in page


def test_a_save_goes_through_the_service_and_a_stale_one_shows_both(client_of, suggested):
    client, source = client_of("editor"), suggested.kept
    values = {
        "label_en": "John Hillman",
        "label_zh": source.label_zh,
        "kind": "person",
        "anonymity": "named",
        "role_id": "",
        "affiliation_id": "",
        "wikidata_id": "Q7",
        "is_party": "on",
        "reliability": "Counts well.",
        "seen_version": 1,
    }
    assert client.post(page_of(source), values).status_code == 302
    source.refresh_from_db()
    assert (source.wikidata_id, source.is_party, source.version) == ("Q7", True, 2)
    stale = client.post(page_of(source), values | {"reliability": "Counts badly."})
    assert stale.status_code == 409
    assert "Counts well." in stale.content.decode()
    assert "Counts badly." in stale.content.decode()
    wrong = client.post(page_of(source), values | {"wikidata_id": "no", "seen_version": 2})
    assert wrong.status_code == 200
    source.refresh_from_db()
    assert source.version == 2


def test_a_refused_name_or_day_says_why(client_of, suggested):
    client, source = client_of("editor"), suggested.kept
    for view, data in [
        ("name_add", {"name": " "}),
        ("office_add", {"role": "x", "begin": "2021-02-31"}),
        ("office_add", {"role": "x", "begin": "yesterday"}),
        ("office_add", {}),
    ]:
        address = reverse(f"admin:claims_source_{view}", args=[source.pk])
        page = client.post(address, data, follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"], data
    assert not source.names.exists()
    assert not source.offices.exists()


def test_the_list_hides_what_was_merged_and_finds_by_any_name(client_of, suggested):
    client, kept, merged = client_of("editor"), suggested.kept, suggested.merged
    merged.names.create(name="Хілман")

    def listed(**query):
        page = client.get(reverse("admin:claims_source_changelist"), query)
        return set(page.context["cl"].queryset)

    assert listed(suggested="yes") == {kept, merged}
    source_merge(kept=kept, merged=merged, user=UserFactory(role="editor"))
    assert merged not in listed()
    assert listed(merged="yes") == {merged}
    assert listed(q="Хілман") == {kept}
    assert listed(suggested="yes") == set()
    assert listed(is_party__exact="1") == set()
    assert next(row for row in listed() if row == kept).claim_count == 2


def test_the_queue_leads_from_one_to_the_next(client_of, suggested):
    client = client_of("editor")
    second = SourceMerge.objects.create(kept=SourceFactory(), merged=SourceFactory(), score=0.65)
    queue = reverse("admin:claims_sourcemerge_changelist")
    assert list(client.get(queue).context["cl"].queryset) == [suggested, second]
    rule = reverse("admin:claims_sourcemerge_rule", args=[suggested.pk])
    answer = client.post(rule, {"judgement": "negative", "next": "next-suggestion"})
    assert answer.url == reverse("admin:claims_sourcemerge_change", args=[second.pk])
    assert list(client.get(queue).context["cl"].queryset) == [second]
    answer = client.post(queue, {"action": "say_yes", "_selected_action": [second.pk]})
    assert answer.status_code == 302
    assert not client.get(queue).context["cl"].queryset
    assert client.get(queue, {"judged": "any"}).context["cl"].queryset.count() == 2
    answer = client.post(rule, {"judgement": "undo", "next": "https://elsewhere.example/"})
    assert answer.url == reverse("admin:claims_sourcemerge_change", args=[suggested.pk])
    assert client.post(rule, {"judgement": "perhaps"}).status_code == 400


def test_merging_by_hand_says_why_it_is_refused(client_of, suggested):
    client, kept, merged = client_of("editor"), suggested.kept, suggested.merged
    add = reverse("admin:claims_sourcemerge_add")
    third = SourceFactory()
    client.post(add, {"kept": kept.pk, "merged": third.pk, "reason": "One desk."})
    assert SourceMerge.objects.get(merged=third).judgement == "positive"
    page = client.post(add, {"kept": third.pk, "merged": kept.pk, "reason": ""}, follow=True)
    assert "already counts as" in page.content.decode()
    other = client.post(add, {"kept": merged.pk, "merged": third.pk, "reason": ""}, follow=True)
    assert "Undo that merge first" in other.content.decode()


def test_more_rows_ask_no_more_queries(client_of, suggested):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, kept = client_of("editor"), suggested.kept

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = [
        page_of(kept),
        reverse("admin:claims_source_changelist"),
        reverse("admin:claims_sourcemerge_changelist"),
    ]
    for address in addresses:
        count(address)
    before = [count(address) for address in addresses]
    for number in range(4):
        SourceMerge.objects.create(kept=kept, merged=SourceFactory(), score=0.6)
        source_merge(kept=kept, merged=SourceFactory(), user=UserFactory(role="editor"))
        kept.names.create(name=f"Name {number}")
        kept.offices.create(role=f"Role {number}")
        ClaimFactory(source=kept)
    assert [count(address) for address in addresses] == before
