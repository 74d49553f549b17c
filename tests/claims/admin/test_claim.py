"""An editor mends a claim; nobody's work is overwritten unseen."""

import pytest
from django.urls import reverse

from claims.models import Annotation, Claim
from claims.services import claim_edit, quantity_edit
from claims.services.searching import search_index_pending
from tests.claims.admin.conftest import fresh
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory


def filled_in(claim: Claim, **changes: object) -> dict[str, object]:
    """The claim's form as a browser would send it."""
    fields = {
        "status": claim.status,
        "kind": claim.kind,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "source": claim.source_id or "",
        "parent": claim.parent_id or "",
        "speaker_name": claim.speaker_name,
        "speaker_name_latin": claim.speaker_name_latin,
        "speaker_role": claim.speaker_role,
        "speaker_affiliation": claim.speaker_affiliation,
        "headline_en": claim.headline_en,
        "headline_zh": claim.headline_zh,
        "seen_version": claim.version,
    }
    for prefix in ("spans", "quantities", "times"):
        fields |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return fields | changes


@pytest.fixture
def page(desk):
    return reverse("admin:claims_claim_change", args=[desk.claim.pk])


def test_the_form_carries_the_version(client_of, desk, page):
    assert 'name="seen_version" value="1"' in client_of("editor").get(page).content.decode()
    assert "seen_version" not in client_of("analyst").get(page).content.decode()


def test_other_readings_of_a_time_are_shown(client_of, desk, page):
    others = [{"begin": "2021-04-03", "finish": "2021-04-05", "granularity": "range"}]
    desk.claim.times.update(alternatives=others)
    shown = client_of("editor").get(page).content.decode()
    assert "April 3, 2021 – April 5, 2021" in shown


def test_saving_goes_through_the_service(client_of, desk, page):
    source = SourceFactory()
    answer = client_of("editor").post(
        page, filled_in(desk.claim, kind="direct", source=source.pk, anonymous="on")
    )
    assert answer.status_code == 302
    claim = fresh(desk.claim)
    assert (claim.kind, claim.source, claim.anonymous) == ("direct", source, True)
    assert claim.version == 2
    assert claim.edited_by is not None
    assert claim.parent == desk.claim.parent


def test_saving_without_a_change_is_no_edit(client_of, desk, page):
    assert client_of("editor").post(page, filled_in(desk.claim)).status_code == 302
    assert fresh(desk.claim).version == 1
    assert fresh(desk.claim).edited_at is None


def test_a_stale_save_is_refused_and_both_versions_are_shown(client_of, desk, page):
    typed = filled_in(desk.claim, headline_en="Yours: 94,000 troops")
    claim_edit(claim=desk.claim, user=UserFactory(), version=1, headline_en="Theirs: 95,000 troops")

    answer = client_of("editor").post(page, typed)

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Yours: 94,000 troops" in shown
    assert "Theirs: 95,000 troops" in shown
    differing = [
        difference.field for difference in answer.context["differences"] if difference.differs
    ]
    assert differing == ["Status", "Headline in English"]  # what they edited they corrected
    assert fresh(desk.claim).headline_en == "Theirs: 95,000 troops"


def test_what_was_typed_can_be_saved_over_theirs(client_of, desk, page):
    typed = filled_in(desk.claim, headline_en="Yours: 94,000 troops")
    claim_edit(claim=desk.claim, user=UserFactory(), version=1, status="rejected")
    client = client_of("editor")
    refused = client.post(page, typed)

    again = dict(refused.context["typed"])
    again[refused.context["version_field"]] = refused.context["version"]

    assert client.post(page, again).status_code == 302
    assert fresh(desk.claim).headline_en == "Yours: 94,000 troops"
    assert fresh(desk.claim).version == 3


def test_a_chain_that_bites_its_tail_is_refused_with_the_form_as_typed(client_of, desk):
    outer = desk.claim.parent
    answer = client_of("editor").post(
        reverse("admin:claims_claim_change", args=[outer.pk]),
        filled_in(outer, parent=desk.claim.pk, speaker_name="As typed"),
    )
    assert answer.status_code == 200
    assert "This claim is reported by the claim itself." in answer.content.decode()
    assert "As typed" in answer.content.decode()
    assert fresh(outer).version == 1


def test_parents_are_offered_from_the_same_text_only(client_of, desk, page):
    form = client_of("editor").get(page).context["adminform"].form
    offered = set(form.fields["parent"].queryset)
    assert desk.claim.parent in offered
    assert desk.claim not in offered
    assert desk.other not in offered


def test_a_ruling_on_a_stale_version_is_refused_too(client_of, desk):
    claim_edit(claim=desk.claim, user=UserFactory(), version=1, status="rejected")
    answer = client_of("editor").post(
        reverse("admin:claims_claim_rule", args=[desk.claim.pk]),
        {"status": "accepted", "version": 1},
    )
    assert answer.status_code == 409
    assert [d.theirs for d in answer.context["differences"]] == ["rejected"]
    assert [d.yours for d in answer.context["differences"]] == ["accepted"]


@pytest.mark.parametrize("sent", [{"status": "true", "version": "1"}, {"status": "accepted"}])
def test_a_ruling_names_a_status_and_a_version(client_of, desk, sent):
    address = reverse("admin:claims_claim_rule", args=[desk.claim.pk])
    assert client_of("editor").post(address, sent).status_code == 400


def test_a_ruling_leads_back_to_where_it_was_made_and_nowhere_else(client_of, desk, page):
    address = reverse("admin:claims_claim_rule", args=[desk.claim.pk])
    client, sent = client_of("editor"), {"status": "accepted", "version": 1}
    assert client.post(address, sent | {"next": "/admin/x/#card-1"}).url == "/admin/x/#card-1"
    sent = {"status": "rejected", "version": 2, "next": "https://evil.example/"}
    assert client.post(address, sent).url == page


def test_a_note_bears_the_name_of_who_is_signed_in(client_of, desk, page):
    client = client_of("reviewer")
    client.post(
        reverse("admin:claims_claim_annotate", args=[desk.claim.pk]),
        {"body": "<script>alert(1)</script>", "author": desk.annotation.author.pk},
    )
    note = Annotation.objects.latest("pk")
    assert note.author.groups.get().name == "reviewer"
    shown = client.get(page).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert(1)" not in shown


def test_an_empty_note_is_not_kept(client_of, desk):
    address = reverse("admin:claims_claim_annotate", args=[desk.claim.pk])
    client_of("reviewer").post(address, {"body": "  "})
    assert desk.claim.annotations.count() == 1


def test_a_quantity_is_mended_on_the_claims_version(client_of, desk):
    quantity = desk.claim.quantities.get()
    page = reverse("admin:claims_quantity_change", args=[quantity.pk])
    sent = {"value": "94500", "unit": "person", "counted": "troops", "dimension": "troops"}
    sent |= {"modality": "possible", "polarity": "affirmed"}
    client = client_of("editor")
    answer = client.post(page, sent | {"seen_version": 1})
    assert answer.url == reverse("admin:claims_claim_change", args=[desk.claim.pk])
    quantity.refresh_from_db()
    assert (quantity.value, quantity.modality) == (94500, "possible")
    assert fresh(desk.claim).version == 2
    assert client.post(page, sent | {"seen_version": 1, "value": "1"}).status_code == 409
    assert client_of("reviewer").post(page, sent | {"seen_version": 2}).status_code == 403


def test_a_quantity_out_of_order_is_refused_in_the_form(client_of, desk):
    quantity = desk.claim.quantities.get()
    answer = client_of("editor").post(
        reverse("admin:claims_quantity_change", args=[quantity.pk]),
        {"low": "9", "high": "1", "unit": "person", "seen_version": 1},
    )
    assert answer.status_code == 200
    assert answer.context["errors"]


def test_history_tells_who_changed_what(client_of, desk):
    editor = UserFactory(username="ada", role="editor")
    claim_edit(claim=desk.claim, user=editor, version=1, status="accepted")
    quantity_edit(quantity=desk.claim.quantities.get(), user=editor, version=2, value=94500)

    page = client_of("analyst").get(reverse("admin:claims_claim_history", args=[desk.claim.pk]))

    moments = page.context["moments"]
    lines = [line for one in moments if one.user == "ada" for line in one.lines]
    changes = {(c.field, c.before, c.after) for line in lines for c in line.changes}
    assert ("status", "extracted", "accepted") in changes
    assert any(field == "value" and after == "94,500" for field, _, after in changes)
    assert moments == sorted(moments, key=lambda one: one.at, reverse=True)
    rows = {line.row for one in moments for line in one.lines}
    assert rows >= {"claim", "span", "quantity", "annotation"}


def test_headlines_are_in_the_readers_language(client_of, desk):
    client = client_of("analyst")
    client.cookies["django_language"] = "zh-hans"
    shown = client.get(reverse("admin:claims_claim_changelist")).content.decode()
    assert desk.claim.headline_zh in shown
    assert "9.43万" in shown or "94,300" in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status__exact=rejected", {"rejected"}),
        ("kind__exact=direct", {"direct"}),
        ("dimension=deaths", {"deaths"}),
        ("anonymity=unnamed", {"anonymous"}),
        ("language=zh-Hans", {"chinese"}),
        ("quantity=no", {"numberless"}),
        ("has_source=no", {"sourceless"}),
        ("edited=yes", {"rejected"}),
        ("confidence_from=0.95", {"sure"}),
        ("q=deaths", {"deaths"}),
    ],
)
def test_filters(client_of, db, query, expected):
    chinese = "约7万名军人"

    def claim(name, **fields):
        return ClaimFactory(headline_en=name, headline_zh=name, **fields)

    claim("direct", kind="direct")
    claim("deaths", quantities=[{"quote": "94,300", "value": 94300, "dimension": "deaths"}])
    claim("anonymous", source=SourceFactory(anonymity="unnamed"))
    claim(
        "chinese",
        article_text=ArticleTextFactory(text=chinese, language="zh-Hans"),
        spans={"content": [chinese]},
        quantities=[{"quote": "约7万", "value": 70000, "dimension": "troops"}],
        times=[],
    )
    claim("numberless", quantities=[])
    claim("sourceless", source=None)
    claim("sure", confidence=0.97)
    ruled = claim("rejected")
    claim_edit(claim=ruled, user=UserFactory(), version=1, status="rejected")
    search_index_pending(limit=1000)

    page = client_of("analyst").get(reverse("admin:claims_claim_changelist") + f"?{query}")

    assert {row.headline_en for row in page.context["cl"].result_list} == expected
