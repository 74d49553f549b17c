"""Claims to be looked at since their article's text has changed."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from articles.models import ArticleText
from claims.models import Anchoring, Claim
from claims.services import claim_edit
from claims.services.anchoring import carry_claims
from tests.factories import BODY, ArticleTextFactory, ClaimFactory, UserFactory

QUEUE = "/admin/claims/anchoring/"


def _updated(words: str) -> Anchoring:
    """What becomes of a touched claim when its article's text becomes `words`."""
    old = ArticleTextFactory(title="Figures differ", is_current=True)
    claim = ClaimFactory(article_text=old)
    claim_edit(claim=claim, user=UserFactory(), version=1, status="accepted")
    ArticleText.objects.filter(pk=old.pk).update(is_current=False)
    new = ArticleTextFactory(
        article=old.article, version=2, title="Figures differ", text=f"Figures differ\n{words}"
    )
    carry_claims(new)
    return Anchoring.objects.get(claim=claim)


@pytest.fixture
def rows(db) -> SimpleNamespace:
    return SimpleNamespace(
        gone=_updated(BODY.replace("94,300", "120,000")),
        similar=_updated(BODY.replace("massed", "gathered")),
        moved=_updated("It snowed. " + BODY),
    )


def _queue(client, query="?state=waiting"):
    return client.get(QUEUE + query)


def _rule(client, row: Anchoring, ruling: str, version: int | None = None):
    claim = Claim.objects.get(pk=row.claim_id)
    return client.post(
        reverse("admin:claims_anchoring_rule", args=[row.pk]),
        {"ruling": ruling, "version": version or claim.version},
        follow=True,
    )


def test_the_queue_shows_what_waits(client_of, rows):
    client = client_of("editor")
    assert client.get(QUEUE).headers["Location"].endswith("?state=waiting")
    page = _queue(client)
    assert set(page.context["cl"].result_list) == {rows.gone, rows.similar}
    shown = page.content.decode()
    assert "“94,300 troops” is no longer in the text." in shown
    for pair in (("94,300", "120,000"), ("massed", "gathered")):
        for tag, said, words in zip(("del", "ins"), ("removed:", "added:"), pair, strict=True):
            assert f'<{tag}><span class="desk-hidden">{said} </span>{words}</{tag}>' in shown
    assert set(_queue(client, "?state=all").context["cl"].result_list) == set(
        Anchoring.objects.all()
    )


def test_more_rows_ask_no_more_queries(client_of, rows, django_assert_max_num_queries):
    client = client_of("editor")
    _queue(client)
    for _ in range(3):
        _updated(BODY.replace("94,300", "1,000"))
    with django_assert_max_num_queries(14):
        assert _queue(client).status_code == 200


def test_settled_it_leaves_the_queue(client_of, rows):
    client = client_of("editor")
    assert _rule(client, rows.similar, "settle").status_code == 200
    assert set(_queue(client).context["cl"].result_list) == {rows.gone}
    assert set(_queue(client, "?state=settled").context["cl"].result_list) == {rows.similar}


def test_a_wrong_find_is_put_back(client_of, rows):
    client = client_of("editor")
    _rule(client, rows.similar, "refuse")
    claim = Claim.objects.get(pk=rows.similar.claim_id)
    assert claim.article_text == rows.similar.from_text
    assert set(_queue(client).context["cl"].result_list) == {rows.gone}
    page = _rule(client, rows.gone, "refuse")
    assert "does not stand in that text" in page.content.decode()


def test_a_claim_is_placed_by_hand(client_of, db):
    row = _updated(BODY.replace("told parliament", "put it to the deputies"))
    client = client_of("editor")
    address = reverse("admin:claims_anchoring_change", args=[row.pk])
    words = {
        part: (key, first) for key, part, _was, first in client.get(address).context["panel"].words
    }
    assert words["cue"][1] == ""
    assert words["content"][1] == "that Russia had massed 94,300 troops near the border"
    typed = {f"words-{key}": first for key, first in words.values()}
    act = {"ruling": "place", "version": row.claim.version}
    rule = reverse("admin:claims_anchoring_rule", args=[row.pk])
    cue = f"words-{words['cue'][0]}"
    page = client.post(rule, {**act, **typed, cue: "told the deputies"}, follow=True)
    assert "“told the deputies” is not in the new text." in page.content.decode()
    client.post(rule, {**act, **typed, cue: "put it to the deputies"})
    claim = Claim.objects.get(pk=row.claim_id)
    assert claim.article_text == row.to_text
    assert claim.spans.get(part="cue").quote == "put it to the deputies"
    row.refresh_from_db()
    assert (row.method, row.reason) == ("fuzzy", "An editor has placed it.")
    assert row.settled_by is not None
    assert not _queue(client).context["cl"].result_list


def test_a_figure_that_is_gone_is_not_placed(client_of, rows):
    client = client_of("editor")
    [key] = rows.gone.claim.spans.filter(part="content").values_list("pk", flat=True)
    page = client.post(
        reverse("admin:claims_anchoring_rule", args=[rows.gone.pk]),
        {
            "ruling": "place",
            "version": rows.gone.claim.version,
            f"words-{key}": "that Russia had massed 120,000 troops near the border",
        },
        follow=True,
    )
    assert "“94,300 troops” is no longer in the text." in page.content.decode()
    assert Claim.objects.get(pk=rows.gone.claim_id).article_text == rows.gone.from_text


def test_rejected_the_claim_leaves_the_queue(client_of, rows):
    client = client_of("editor")
    _rule(client, rows.gone, "reject")
    assert Claim.objects.get(pk=rows.gone.claim_id).status == "rejected"
    assert set(_queue(client).context["cl"].result_list) == {rows.similar}


def test_a_stale_ruling_changes_nothing(client_of, rows):
    page = _rule(client_of("editor"), rows.similar, "settle", version=1)
    assert "Look again" in page.content.decode()
    rows.similar.refresh_from_db()
    assert rows.similar.settled_at is None


def test_several_at_once(client_of, rows):
    client = client_of("editor")
    chosen = {"action": "settle_anchorings", "_selected_action": [rows.gone.pk, rows.similar.pk]}
    client.post(QUEUE + "?state=waiting", chosen)
    assert not Anchoring.objects.filter(pk__in=chosen["_selected_action"], settled_at=None).exists()
    rows.gone.refresh_from_db()
    assert rows.gone.settled_by is not None


@pytest.mark.parametrize("role", ["anonymous", "visitor", "analyst", "reviewer", "editor"])
def test_who_may_do_what(client_of, rows, role):
    client = client_of(role)
    sees = role in {"analyst", "reviewer", "editor"}
    assert (_queue(client).status_code == 200) == sees
    page = client.get(reverse("admin:claims_anchoring_change", args=[rows.similar.pk]))
    assert (page.status_code == 200) == sees
    if sees:
        assert ('value="settle"' in page.content.decode()) == (role == "editor")
    for ruling in ("place", "settle", "refuse", "reject"):
        _rule(client, rows.similar, ruling)
    rows.similar.refresh_from_db()
    claim = Claim.objects.get(pk=rows.similar.claim_id)
    touched = rows.similar.settled_at is not None or claim.status == "rejected"
    assert touched == (role == "editor")


def test_a_ruling_names_an_act(client_of, rows):
    address = reverse("admin:claims_anchoring_rule", args=[rows.similar.pk])
    client = client_of("editor")
    assert client.post(address, {"ruling": "burn", "version": "2"}).status_code == 400
    assert client.post(address, {"ruling": "settle", "version": "x"}).status_code == 400
    assert client.get(address).status_code == 405


def test_the_desk_of_the_article_says_so(client_of, rows):
    article = rows.gone.to_text.article
    shown = (
        client_of("editor")
        .get(reverse("admin:articles_article_change", args=[article.pk]))
        .content.decode()
    )
    assert "1 claim is to be looked at since the text has changed" in shown
    assert reverse("admin:claims_anchoring_change", args=[rows.gone.pk]) in shown
    assert reverse("article-diff", args=[article.pk, 1, 2]) in shown


def test_the_claim_says_so(client_of, rows):
    shown = (
        client_of("editor")
        .get(reverse("admin:claims_claim_change", args=[rows.similar.claim_id]))
        .content.decode()
    )
    assert reverse("admin:claims_anchoring_change", args=[rows.similar.pk]) in shown


def test_hostile_words_are_words(client_of, db):
    row = _updated(BODY.replace("massed", "<script>gathered</script>"))
    client = client_of("editor")
    for page in (
        _queue(client, "?state=all"),
        client.get(reverse("admin:claims_anchoring_change", args=[row.pk])),
    ):
        assert "<script>gathered" not in page.content.decode()
        assert "&lt;script" in page.content.decode() or "&lt;" in page.content.decode()
