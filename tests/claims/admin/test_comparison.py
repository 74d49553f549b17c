import pytest
from django.urls import reverse

from claims.models import Claim, Comparison, Release
from claims.services import comparison_edit
from claims.services.profiles import profiles_make
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import approved

QUESTION = {
    "question_en": "How many died?",
    "question_zh": "多少人死亡？",
    "dimension": "deaths",
    "slug": "how-many-died",
    "kind": "numeric",
    "as_of_rule": "about",
}


@pytest.fixture
def page(desk):
    return reverse("admin:claims_comparison_change", args=[desk.comparison.pk])


def test_a_question_is_put_through_the_service(client_of, desk):
    answer = client_of("editor").post(reverse("admin:claims_comparison_add"), QUESTION)
    assert answer.status_code == 302
    comparison = Comparison.objects.get(slug="how-many-died")
    assert comparison.created_by.groups.get().name == "editor"


def test_a_question_has_a_scope(client_of, desk):
    scope = {
        "places": ["UA", "crimea"],
        "population_en": "Russian ground troops",
        "population_zh": "俄罗斯地面部队",
        "begin": "2021-11-01",
        "finish": "2022-02-28",
        "method_en": "Levels only.",
        "method_zh": "只计总数。",
    }
    client_of("editor").post(reverse("admin:claims_comparison_add"), QUESTION | scope)
    comparison = Comparison.objects.get(slug="how-many-died")
    assert comparison.places == ["UA", "crimea"]
    assert str(comparison.finish) == "2022-02-28"
    elsewhere = QUESTION | {"slug": "elsewhere", "places": ["atlantis"]}
    client_of("editor").post(reverse("admin:claims_comparison_add"), elsewhere)
    assert not Comparison.objects.filter(slug="elsewhere").exists()


def test_a_slug_that_is_taken_is_refused_in_the_form(client_of, desk):
    answer = client_of("editor").post(
        reverse("admin:claims_comparison_add"), QUESTION | {"slug": desk.comparison.slug}
    )
    assert answer.status_code == 200
    assert answer.context["errors"]


def test_rewording_carries_the_version(client_of, desk, page):
    client = client_of("editor")
    assert client.post(page, QUESTION | {"seen_version": 1}).status_code == 302
    desk.comparison.refresh_from_db()
    assert (desk.comparison.question_en, desk.comparison.version) == ("How many died?", 2)
    comparison_edit(
        comparison=desk.comparison, user=UserFactory(), version=2, question_en="Who counts?"
    )
    stale = client.post(page, QUESTION | {"seen_version": 2, "question_en": "How many fell?"})
    assert stale.status_code == 409
    assert "Who counts?" in stale.content.decode()
    assert "How many fell?" in stale.content.decode()


def test_the_page_shows_answers_and_what_may_answer(client_of, desk, page):
    ClaimFactory(quantities=[{"quote": "94,300", "value": 1, "dimension": "deaths"}])
    profiles_make(claim_ids=Claim.objects.values_list("pk", flat=True))
    panels = client_of("editor").get(page).context["panels"]
    assert [answer.entry.claim for answer in panels.answers] == [desk.claim]
    assert [one.claim for one in panels.offered] == [desk.other]
    assert panels.view.statistics.claims == 1


def test_releases_are_published_by_action_and_by_button(client_of, desk, page):
    client = client_of("editor")
    approved(desk.comparison)
    client.post(
        "/admin/claims/comparison/",
        {"action": "publish_releases", "_selected_action": [desk.comparison.pk]},
    )
    release = Release.objects.get(number=2)
    assert release.published_by.groups.get().name == "editor"
    approved(desk.comparison)
    again = client.post(
        reverse("admin:claims_comparison_publish", args=[desk.comparison.pk]), follow=True
    )
    assert "Nothing has changed since release 2." in again.content.decode()
    assert Release.objects.count() == 2


def test_only_a_claim_of_this_comparison_is_taken_out(client_of, desk):
    elsewhere = ComparisonFactory(claims=[desk.other]).entries.get()
    address = reverse("admin:claims_comparison_remove", args=[desk.comparison.pk, elsewhere.pk])
    assert client_of("editor").post(address).status_code == 404
    elsewhere.refresh_from_db()


def test_release_content_is_shown_as_text(client_of, desk):
    Release.objects.create(
        comparison=desk.comparison,
        number=3,
        content={"note": "<script>alert(1)</script>"},
        sha256="1" * 64,
        published_by=UserFactory(),
    )
    page = reverse("admin:claims_release_change", args=[Release.objects.get(number=3).pk])
    assert "<script>alert(1)" not in client_of("analyst").get(page).content.decode()


def test_claims_are_added_as_of_a_day(client_of, desk):
    add = reverse("admin:claims_comparison_add_claims", args=[desk.comparison.pk])
    quantity = desk.other.quantities.get().pk
    client = client_of("editor")
    client.post(add, {"quantity": quantity, "as_of": "2021-02-30"})
    assert not desk.other.entries.exists()
    client.post(add, {"quantity": quantity, "as_of": "2021-11-30", "note": "Without Crimea."})
    place = desk.other.entries.get()
    assert (str(place.as_of), place.note) == ("2021-11-30", "Without Crimea.")
