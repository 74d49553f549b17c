"""The article with its claims marked in the text and beside it."""

from django.urls import reverse

from claims.services import claim_edit
from tests.factories import ArticleTextFactory, ClaimFactory, ExtractionRunFactory, UserFactory


def open_desk(client, article, query=""):
    return client.get(reverse("admin:articles_article_change", args=[article.pk]) + query)


def test_claims_stand_in_the_text_and_beside_it(client_of, desk):
    page = open_desk(client_of("analyst"), desk.article)
    shown = page.content.decode()
    assert f'id="claim-{desk.claim.pk}"' in shown
    assert f'id="card-{desk.claim.pk}"' in shown
    assert reverse("admin:claims_claim_change", args=[desk.claim.pk]) in shown
    assert reverse("article", args=[desk.article.pk]) in shown
    cards = {card.claim: card for card in page.context["desk"].cards}
    assert cards[desk.claim].outer == [desk.claim.parent]
    assert cards[desk.claim].values == "94,300 troops"


def test_only_those_who_may_rule_are_offered_rulings(client_of, desk):
    ruling = reverse("admin:claims_claim_rule", args=[desk.claim.pk])
    assert ruling in open_desk(client_of("editor"), desk.article).content.decode()
    assert ruling not in open_desk(client_of("reviewer"), desk.article).content.decode()


def test_a_ruling_leads_back_to_its_card(client_of, desk):
    shown = open_desk(client_of("editor"), desk.article).content.decode()
    address = reverse("admin:articles_article_change", args=[desk.article.pk])
    assert f'value="{address}#card-{desk.claim.pk}"' in shown


def test_a_rejected_claim_stays_on_the_desk_but_not_in_the_text(client_of, desk):
    claim_edit(claim=desk.claim, user=UserFactory(), version=1, status="rejected")
    page = open_desk(client_of("editor"), desk.article)
    assert {card.claim: card.number for card in page.context["desk"].cards}[desk.claim] == 0
    assert f'id="claim-{desk.claim.pk}"' not in page.content.decode()


def test_an_earlier_version_can_be_read(client_of, desk):
    type(desk.text).objects.filter(pk=desk.text.pk).update(is_current=False)
    newer = ArticleTextFactory(article=desk.article, version=2, title="Figures agree")
    client = client_of("analyst")
    assert open_desk(client, desk.article).context["desk"].text == newer
    assert open_desk(client, desk.article, "?version=1").context["desk"].text == desk.text
    assert open_desk(client, desk.article, "?version=x").context["desk"].text == newer


def test_imported_text_is_text(client_of, db):
    hostile = "Reznikov said <img src=x onerror=alert(1)> that <b>94,300</b> 😀𠮷 troops came."
    text = ArticleTextFactory(title="<script>1</script>", text=hostile)
    ClaimFactory(
        article_text=text,
        spans={"source": ["Reznikov"], "content": ["that <b>94,300</b> 😀𠮷 troops came"]},
        quantities=[],
        times=[],
    )
    shown = open_desk(client_of("editor"), text.article).content.decode()
    assert "<img src=x" not in shown
    assert "<script>1" not in shown
    assert "that &lt;b&gt;94,300&lt;/b&gt; 😀𠮷 troops came</mark>" in shown


def test_the_list_counts_claims_and_versions(client_of, desk):
    page = client_of("analyst").get(reverse("admin:articles_article_changelist"))
    rows = {row.pk: row for row in page.context["cl"].result_list}
    row = rows[desk.article.pk]
    assert (row.claim_count, row.version_count, row.title) == (2, 1, desk.text.title)


def test_texts_that_await_extraction_can_be_found(client_of, desk):
    done = ExtractionRunFactory(finished_at="2022-01-01T00:00Z").article_text
    failed = ExtractionRunFactory(finished_at="2022-01-01T00:00Z", error="boom").article_text
    address = reverse("admin:articles_articletext_changelist")
    page = client_of("analyst").get(f"{address}?extraction=awaiting")
    waiting = set(page.context["cl"].result_list)
    assert done not in waiting
    assert {failed, desk.text} <= waiting


def test_the_publisher_is_corrected_here_and_the_address_is_not(client_of, desk):
    address = reverse("admin:articles_article_change", args=[desk.article.pk])
    other = desk.other.article_text.article.publisher
    answer = client_of("editor").post(address, {"publisher": other.pk, "canonical_url": "x"})
    assert answer.status_code == 302
    before = desk.article.canonical_url
    desk.article.refresh_from_db()
    assert (desk.article.publisher, desk.article.canonical_url) == (other, before)


def test_the_start_page_counts_what_is_there(client_of, desk):
    ClaimFactory(source=None)
    page = client_of("analyst").get(reverse("admin:index"))
    figures = {figure.title: figure.number for figure in page.context["figures"]}
    assert figures == {
        "Unread notices": 0,
        "Texts awaiting extraction": 3,
        "Failed imports, last 30 days": 0,
        "Claims without a source": 1,
        "Claims nobody has ruled on": 4,
    }
    assert list(page.context["comparisons"]) == [desk.comparison]
