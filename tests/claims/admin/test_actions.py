"""Acts on several claims chosen in the list."""

import pytest

from claims.models import Claim, Link
from tests.factories import ClaimFactory

LIST = "/admin/claims/claim/"


@pytest.fixture
def act(client_of, desk):
    client = client_of("editor")

    def post(action, claims, **fields):
        chosen = {"action": action, "_selected_action": [claim.pk for claim in claims]}
        return client.post(LIST, chosen | fields, follow=True)

    return post


def test_several_are_accepted_each_with_its_own_version(act, desk):
    asked = act("accept_claims", [desk.claim, desk.other])
    act("accept_claims", [desk.claim, desk.other], seen=asked.context["plan"].seen, confirm="1")
    accepted = Claim.objects.filter(status="accepted")
    assert set(accepted) == {desk.claim, desk.other}
    assert {claim.version for claim in accepted} == {2}


def test_adding_to_a_comparison_asks_which_quantities(act, desk):
    asked = act("add_to_comparison", [desk.other])
    quantity = desk.other.quantities.get()
    assert asked.context["form"].fields["quantities"].choices == [
        (str(quantity.pk), f"94,300 troops — {desk.other.headline}")
    ]
    done = act(
        "add_to_comparison",
        [desk.other],
        comparison=desk.comparison.pk,
        quantities=[quantity.pk],
    )
    assert done.request["PATH_INFO"].endswith(f"/comparison/{desk.comparison.pk}/change/")
    assert desk.other.entries.get().comparison == desk.comparison


def test_one_that_answers_already_is_named_and_stops_no_other(act, desk):
    quantities = [desk.claim.quantities.get(), desk.other.quantities.get()]
    done = act(
        "add_to_comparison",
        [desk.claim, desk.other],
        comparison=desk.comparison.pk,
        quantities=[quantity.pk for quantity in quantities],
    )
    said = [str(message) for message in done.context["messages"]]
    assert any("94,300 troops" in line for line in said)
    assert desk.comparison.entries.count() == 2


def test_a_quantity_of_a_claim_that_was_not_chosen_is_not_added(act, desk):
    stranger = ClaimFactory().quantities.get()
    act(
        "add_to_comparison",
        [desk.other],
        comparison=desk.comparison.pk,
        quantities=[stranger.pk],
    )
    assert desk.comparison.entries.count() == 1


def test_claims_without_quantities_answer_with_a_position_only(act, desk):
    page = act("add_to_comparison", [desk.claim.parent])
    assert set(page.context["form"].fields) == {"comparison", "position"}
    refused = act("add_to_comparison", [desk.claim.parent], comparison=desk.comparison.pk)
    assert "This comparison asks for a quantity." in refused.content.decode()


def test_a_link_is_judged_between_two(act, desk):
    claims = [desk.claim, ClaimFactory()]
    assert "judgement" in act("judge_link", claims).context["form"].fields
    act("judge_link", claims, relation="repeats", judgement="positive")
    link = Link.objects.get(relation="repeats")
    assert {link.first, link.second} == set(claims)


@pytest.mark.parametrize("number", [1, 3])
def test_a_link_joins_exactly_two(act, desk, number):
    claims = [ClaimFactory() for _ in range(number)]
    page = act("judge_link", claims, relation="agrees", judgement="positive")
    assert "Choose exactly two claims." in page.content.decode()
    assert not Link.objects.filter(relation="agrees").exists()


def test_links_are_undone_not_deleted(client_of, desk):
    client_of("reviewer").post(
        "/admin/claims/link/", {"action": "undo_links", "_selected_action": [desk.link.pk]}
    )
    desk.link.refresh_from_db()
    assert desk.link.undone_at is not None
    assert desk.link.undone_by.groups.get().name == "reviewer"


def test_a_link_is_judged_from_its_own_form(client_of, desk):
    third = ClaimFactory()
    answer = client_of("reviewer").post(
        "/admin/claims/link/add/",
        {
            "first": desk.claim.pk,
            "second": third.pk,
            "relation": "contradicts",
            "judgement": "unsure",
        },
    )
    assert answer.status_code == 302
    assert Link.objects.get(second=third).created_by.groups.get().name == "reviewer"


def test_a_claim_cannot_be_linked_with_itself(client_of, desk):
    answer = client_of("reviewer").post(
        "/admin/claims/link/add/",
        {
            "first": desk.claim.pk,
            "second": desk.claim.pk,
            "relation": "contradicts",
            "judgement": "positive",
        },
    )
    assert answer.status_code == 200
    assert answer.context["errors"]
