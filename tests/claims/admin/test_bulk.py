"""Acts on many rows of the lists: what they will do is shown before it is done."""

import csv
import json
from io import StringIO

import pytest

from articles.models import Article
from claims.models import Act, Claim
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

CLAIMS, ARTICLES = "/admin/claims/claim/", "/admin/articles/article/"


@pytest.fixture
def act(client_of):
    client = client_of("editor")

    def post(address, action, rows=(), **fields):
        chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
        return client.post(address, chosen | fields)

    return post


def confirm(act, address, action, rows=(), **fields):
    """Look first, then press the button."""
    plan = act(address, action, rows, seen="", **fields).context["plan"]
    return act(address, action, rows, seen=plan.seen, confirm="1", **fields)


def test_a_preview_changes_nothing_and_says_what_it_would(act, db):
    claims = [ClaimFactory(), ClaimFactory(status="rejected")]
    page = act(CLAIMS, "accept_claims", claims)
    said = page.content.decode()
    assert page.context["plan"].number == 1
    assert "1 of 2 chosen" in said
    assert "ruled on already" in said
    assert not Claim.objects.filter(status="accepted").exists()
    assert not Act.objects.exists()


def test_the_threshold_is_given_in_the_preview(act, db):
    sure, unsure = ClaimFactory(confidence=0.9), ClaimFactory(confidence=0.5)
    confirm(act, CLAIMS, "accept_claims", [sure, unsure], percent="80")
    assert set(Claim.objects.filter(status="accepted")) == {sure}


@pytest.mark.parametrize("percent", ["-1", "101", "many"])
def test_a_threshold_that_is_none_is_refused(act, db, percent):
    page = act(CLAIMS, "accept_claims", [ClaimFactory()], percent=percent, seen="", confirm="1")
    assert page.context["form"].errors
    assert not Claim.objects.filter(status="accepted").exists()


def test_all_that_a_filter_shows_are_taken_not_only_the_page(act, db):
    claims = [ClaimFactory(confidence=0.9) for _ in range(3)]
    other = ClaimFactory(kind="direct")
    address = f"{CLAIMS}?kind__exact=indirect"
    confirm(act, address, "reject_claims", claims[:1], select_across="1", reason="all the same")
    assert Claim.objects.filter(status="rejected").count() == 3
    other.refresh_from_db()
    assert other.status == "extracted"
    assert Act.objects.get().reason == "all the same"


def test_what_changed_meanwhile_is_shown_again(act, db):
    claim = ClaimFactory()
    plan = act(CLAIMS, "reject_claims", [claim], seen="").context["plan"]
    Claim.objects.update(version=2)
    page = act(CLAIMS, "reject_claims", [claim], seen=plan.seen, confirm="1")
    assert page.status_code == 200
    assert "Something has changed since" in page.content.decode()
    assert not Claim.objects.filter(status="rejected").exists()


def test_tags_are_asked_for_before_anything_is_planned(act, db):
    claim = ClaimFactory()
    assert act(CLAIMS, "tag_claims", [claim]).context["plan"] is None
    confirm(act, CLAIMS, "tag_claims", [claim], names="look again，边境")
    assert {tag.name for tag in claim.tags.all()} == {"look again", "边境"}
    confirm(act, CLAIMS, "untag_claims", [claim], names="look again")
    assert {tag.name for tag in claim.tags.all()} == {"边境"}


def test_articles_are_assigned_and_set_done(act, db):
    articles, other = [ArticleFactory(), ArticleFactory()], UserFactory(role="editor")
    confirm(act, ARTICLES, "assign_articles", articles, assignee=other.pk)
    confirm(act, ARTICLES, "set_state", articles, state="done")
    assert {(a.assignee, a.state) for a in Article.objects.all()} == {(other, "done")}


def test_who_may_not_work_is_given_nothing(act, db):
    page = act(
        *(ARTICLES, "assign_articles", [ArticleFactory()]),
        assignee=UserFactory(role="analyst").pk,
        seen="",
        confirm="1",
    )
    assert page.context["form"].errors
    assert Article.objects.get().assignee is None


def test_imported_words_are_only_words(act, db):
    claim = ClaimFactory(headline_en="<script>alert(1)</script>")
    for action in ("accept_claims", "reject_claims"):
        page = act(CLAIMS, action, [claim]).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_who_may_only_read_changes_nothing(client_of, db, role):
    claim, client = ClaimFactory(), client_of(role)
    for address, action, row in [
        (CLAIMS, "accept_claims", claim),
        (CLAIMS, "tag_claims", claim),
        (ARTICLES, "set_state", claim.article_text.article),
    ]:
        fields = {"seen": "", "confirm": "1", "names": "x", "state": "done"}
        client.post(address, {"action": action, "_selected_action": [row.pk], **fields})
    claim.refresh_from_db()
    assert (claim.status, claim.tags.count()) == ("extracted", 0)
    assert Article.objects.get().state == "new"


def exported(act, address, rows, form):
    answer = act(address, EXPORTS[address], rows, seen="", confirm="1", format=form)
    assert answer.streaming
    return b"".join(answer.streaming_content).decode()


EXPORTS = {CLAIMS: "export_claims", ARTICLES: "export_articles"}


@pytest.mark.parametrize("address", [CLAIMS, ARTICLES])
def test_claims_are_exported_as_json_lines(act, db, address):
    claim = ClaimFactory()
    ClaimFactory()  # not chosen
    row = claim if address == CLAIMS else claim.article_text.article
    (line,) = map(json.loads, exported(act, address, [row], "jsonl").splitlines())
    assert line["headline_zh"] == claim.headline_zh
    assert line["claim"].endswith(claim.get_absolute_url())
    assert [q["quantity"] for q in line["quantities"]] == ["94,300 troops"]


def test_a_spreadsheet_takes_no_cell_for_a_formula(act, db):
    claim = ClaimFactory(headline_en="=HYPERLINK(1)", headline_zh="+1", quantities=[])
    (row,) = csv.DictReader(StringIO(exported(act, CLAIMS, [claim], "csv").lstrip("\ufeff")))
    assert (row["headline_en"], row["headline_zh"]) == ("'=HYPERLINK(1)", "'+1")


def test_a_spreadsheet_has_a_line_for_each_quantity(act, db):
    claim, none = ClaimFactory(), ClaimFactory(quantities=[])
    text = exported(act, CLAIMS, [claim, none], "csv")
    rows = list(csv.DictReader(StringIO(text.lstrip("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [row["quantity"] for row in rows] == ["94,300 troops", ""]


def test_an_export_of_many_asks_no_more_queries_for_each(
    act, db, django_assert_max_num_queries, monkeypatch
):
    from claims.admin import exporting

    claims = [ClaimFactory() for _ in range(12)]
    with django_assert_max_num_queries(30):
        exported(act, CLAIMS, claims, "jsonl")
    assert exporting.CHUNK >= 100
