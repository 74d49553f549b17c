"""The answers of a comparison, their origins, and its way to readers, as editors handle them."""

from datetime import date

import pytest
from django.urls import reverse

from claims.models import Claim, Comparison, Entry, Link, LinkSuggestion, Release
from claims.services import comparison_edit
from claims.services.profiles import profiles_make
from claims.services.searching import search_index_pending
from tests.factories import ClaimFactory, ComparisonFactory, EntryFactory
from tests.releasing import approved, sketched

CRIMEA = '["place", "including Crimea", "包括克里米亚"]'
PARTS = {"X-Desk": "parts"}


def at(name: str, *args: int) -> str:
    return reverse(f"admin:claims_comparison_{name}", args=args)


def panels(client, comparison, **asked):
    return client.get(at("change", comparison.pk), asked).context["panels"]


def said(entry: Entry) -> list[tuple[str, str, str]]:
    rows = entry.scope_differences.values_list("kind", "words_en", "words_zh")
    return sorted(rows)


# --- answers -------------------------------------------------------------------------------------


def test_several_are_added_in_one_act_each_with_its_scope(client_of):
    comparison = ComparisonFactory()
    first, second = (ClaimFactory().quantities.get() for _number in range(2))
    sent = {
        "quantity": [first.pk, second.pk],
        f"as_of-{first.pk}": "2021-12-03",
        f"note-{first.pk}": "To parliament.",
        f"difference-{first.pk}": CRIMEA,
        f"new_kind-{second.pk}": "counting",
        f"new_en-{second.pk}": "rounded up",
        f"new_zh-{second.pk}": "向上取整",
    }
    client = client_of("editor")
    client.post(at("add_claims", comparison.pk), sent)
    one, other = (Entry.objects.get(quantity=quantity) for quantity in (first, second))
    assert (str(one.as_of), one.note) == ("2021-12-03", "To parliament.")
    assert said(one) == [("place", "including Crimea", "包括克里米亚")]
    assert said(other) == [("counting", "rounded up", "向上取整")]
    client.post(reverse("admin:claims_act_undo"))
    assert not comparison.entries.exists()


def test_one_that_is_refused_stops_no_other(client_of):
    claim, other = ClaimFactory(), ClaimFactory()
    comparison = ComparisonFactory(claims=[claim])
    quantities = [claim.quantities.get().pk, other.quantities.get().pk]
    client_of("editor").post(at("add_claims", comparison.pk), {"quantity": quantities})
    assert comparison.entries.count() == 2


@pytest.mark.parametrize("value", ["Crimea", "[1]", '["place", "", ""]', '["nowhere", "a", "b"]'])
def test_what_is_no_scope_difference_adds_nothing(client_of, value):
    comparison, quantity = ComparisonFactory(), ClaimFactory().quantities.get()
    client_of("editor").post(
        at("add_claims", comparison.pk),
        {"quantity": quantity.pk, f"difference-{quantity.pk}": value},
    )
    assert not comparison.entries.exists()


def test_a_claim_answers_with_its_position(client_of):
    comparison = ComparisonFactory(kind="positions", dimension="")
    claim = ClaimFactory(quantities=[])
    sent = {"claim": claim.pk, f"position-c{claim.pk}": "denied"}
    client_of("editor").post(at("add_claims", comparison.pk), sent)
    assert comparison.entries.get().position == "denied"


def edit(client, entry, **changes):
    (answer,) = [a for a in panels(client, entry.comparison).answers if a.entry == entry]
    sent = {"seen": answer.seen, "as_of": str(entry.as_of), "note": entry.note, **changes}
    return client.post(at("entry", entry.comparison_id, entry.pk), sent)


def test_an_entry_is_corrected(client_of):
    entry = EntryFactory()
    client = client_of("editor")
    edit(client, entry, as_of="2021-11-30", difference=CRIMEA)
    entry.refresh_from_db()
    assert entry.as_of == date(2021, 11, 30)
    assert said(entry) == [("place", "including Crimea", "包括克里米亚")]
    assert panels(client, entry.comparison).answers[0].row.left_out
    edit(client, entry, note="On the day itself.")
    entry.refresh_from_db()
    assert (entry.note, said(entry)) == ("On the day itself.", [])


def test_a_stale_correction_is_refused_with_both_shown(client_of):
    entry = EntryFactory()
    client = client_of("editor")
    seen = panels(client, entry.comparison).answers[0].seen
    edit(client_of("editor"), entry, note="Theirs.", difference=CRIMEA)
    address = at("entry", entry.comparison_id, entry.pk)
    sent = {"seen": seen, "as_of": "2021-11-30", "note": "Mine."}
    answer = client.post(address, sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    assert "including Crimea" in page
    client.post(address, sent | {"seen": answer.context["version"]})
    entry.refresh_from_db()
    assert entry.note == "Mine."


@pytest.mark.parametrize("as_of", ["2021-02-30", "yesterday"])
def test_a_day_that_there_is_not_is_refused(client_of, as_of):
    entry = EntryFactory()
    edit(client_of("editor"), entry, as_of=as_of, note="?")
    entry.refresh_from_db()
    assert entry.note == ""


def test_an_answer_may_be_undated(client_of):
    entry = EntryFactory()
    edit(client_of("editor"), entry, as_of="", note="Of no known day.")
    entry.refresh_from_db()
    assert (entry.as_of, entry.note) == (None, "Of no known day.")


def test_a_claim_is_searched_for(client_of):
    comparison, claim = ComparisonFactory(), ClaimFactory()
    search_index_pending(limit=1000)
    found = panels(client_of("editor"), comparison, find="Reznikov").found
    assert [one.quantity for one in found] == [claim.quantities.get()]


def test_the_page_asks_as_often_for_many_answers_as_for_few(
    client_of, django_assert_max_num_queries
):
    comparison = ComparisonFactory(claims=[ClaimFactory() for _number in range(6)])
    for _number in range(6):
        ClaimFactory()
    profiles_make(claim_ids=Claim.objects.values_list("pk", flat=True))
    client = client_of("editor")
    assert len(panels(client, comparison).offered) == 6
    with django_assert_max_num_queries(75):
        panels(client, comparison)


# --- origins -------------------------------------------------------------------------------------


@pytest.fixture
def repeated(db) -> Comparison:
    """Three answers: two with one source and one figure, and one of somebody else."""
    first = ClaimFactory()
    second = ClaimFactory(source=first.source)
    return ComparisonFactory(claims=[first, second, ClaimFactory()])


def test_a_folding_shows_its_reason_and_is_overruled(client_of, repeated):
    client = client_of("reviewer")
    before = panels(client, repeated)
    assert [len(origin.rows) for origin in before.origins] == [2, 1]
    (folding,) = before.origins[0].foldings
    sent = {"first": folding.row.claim, "second": folding.row.repetition.claim}
    client.post(at("origins", repeated.pk), sent | {"judgement": "negative"})
    after = panels(client, repeated)
    assert [len(origin.rows) for origin in after.origins] == [1, 1, 1]
    (ruling,) = after.rulings
    client.post(at("origins_undo", repeated.pk, ruling.pk))
    assert len(panels(client, repeated).origins) == 2


def test_two_origins_are_ruled_to_be_one(client_of, repeated):
    client = client_of("editor")
    first, second = (origin.rows[0].claim for origin in panels(client, repeated).origins)
    sent = {"first": first, "second": second, "judgement": "positive", "reason": "One briefing."}
    client.post(at("origins", repeated.pk), sent)
    assert len(panels(client, repeated).origins) == 1
    assert Link.objects.get().reason == "One briefing."


def test_suggested_repetitions_of_two_origins_are_asked_about(client_of, repeated):
    client = client_of("editor")
    first, second = (origin.rows[0].claim for origin in panels(client, repeated).origins)
    LinkSuggestion.objects.create(
        first_id=first, second_id=second, relation="repeats", score=0.7, made_by="test"
    )
    (pair,) = panels(client, repeated).doubtful
    assert {pair.own.claim.pk, pair.other.claim.pk} == {first, second}


def test_only_answers_of_the_comparison_are_joined(client_of, repeated):
    inside = repeated.entries.first().claim_id
    sent = {"first": inside, "second": ClaimFactory().pk, "judgement": "positive"}
    client_of("editor").post(at("origins", repeated.pk), sent)
    assert not Link.objects.exists()


# --- its way to readers --------------------------------------------------------------------------


def test_from_draft_to_release(client_of):
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    author, reviewer, chief = (client_of(role) for role in ("editor", "reviewer", "editor"))
    comparison_edit(
        comparison=comparison,
        user=author.get(reverse("admin:index")).wsgi_request.user,
        version=1,
        question_en="How many troops?",
    )
    author.post(at("submit", comparison.pk), {"version": 2})
    comparison.refresh_from_db()
    assert comparison.state == "in_review"
    assert panels(author, comparison).refused["review"]
    approval = {"version": 2, "verdict": "approved", "note": "Read."}
    author.post(at("review", comparison.pk), approval)
    assert not comparison.reviews.exists()
    reviewer.post(at("review", comparison.pk), approval)
    assert comparison.reviews.get().note == "Read."
    with sketched():
        author.post(at("publish", comparison.pk))
        assert not Release.objects.exists()
        chief.post(at("publish", comparison.pk), {"kind": "release"})
    assert Release.objects.get().number == 1


def test_changes_are_asked_for_and_it_is_a_draft_again(client_of):
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    client_of("editor").post(at("submit", comparison.pk), {"version": 1})
    wish = {"version": 1, "verdict": "changes_wanted", "note": "Which Crimea?"}
    client_of("reviewer").post(at("review", comparison.pk), wish)
    comparison.refresh_from_db()
    assert comparison.state == "draft"
    page = client_of("editor").get(at("change", comparison.pk)).content.decode()
    assert "Which Crimea?" in page


def test_what_was_submitted_is_taken_back(client_of):
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    client = client_of("editor")
    client.post(at("submit", comparison.pk), {"version": 1})
    client.post(at("withdraw", comparison.pk), {"version": 1})
    comparison.refresh_from_db()
    assert comparison.state == "draft"


def test_a_review_of_a_version_that_was_changed_since_is_not_kept(client_of):
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    client_of("editor").post(at("submit", comparison.pk), {"version": 1})
    stale = {"version": 7, "verdict": "approved"}
    answer = client_of("reviewer").post(at("review", comparison.pk), stale, follow=True)
    assert "Somebody else has changed it since" in answer.content.decode()
    assert not comparison.reviews.exists()
    assert client_of("reviewer").post(at("review", comparison.pk)).status_code == 400


def test_a_correction_and_a_retraction_have_a_reason(client_of):
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    chief = client_of("editor")
    with sketched():
        approved(comparison)
        chief.post(at("publish", comparison.pk), {"kind": "release"})
        chief.post(at("publish", comparison.pk), {"kind": "retraction"})
        assert Release.objects.count() == 1
        reasons = {"reason_en": "Misread.", "reason_zh": "误读。"}
        chief.post(at("publish", comparison.pk), {"kind": "retraction", **reasons})
    assert Release.objects.get(number=2).reason_zh == "误读。"


# --- from a claim --------------------------------------------------------------------------------


def of_claim(claim, what="") -> str:
    return reverse(f"admin:claims_claim_comparisons{what}", args=[claim.pk])


def test_a_claim_could_answer_where_its_dimension_is_asked_for(client_of):
    claim = ClaimFactory()
    elsewhere = ComparisonFactory(begin=date(2022, 1, 1))
    fits = ComparisonFactory(begin=date(2021, 11, 1), finish=date(2022, 2, 28))
    ComparisonFactory(dimension="deaths")
    comparing = client_of("analyst").get(of_claim(claim)).context["comparing"]
    assert [one.comparison for one in comparing.fitting] == [fits, elsewhere]


def test_a_claim_is_added_and_taken_out_in_the_dialog(client_of):
    claim, comparison = ClaimFactory(), ComparisonFactory()
    quantity = claim.quantities.get().pk
    client = client_of("editor")
    sent = {"comparison": comparison.pk, "quantity": quantity, f"difference-{quantity}": CRIMEA}
    answer = client.post(of_claim(claim, "_add"), sent, headers=PARTS)
    assert "1 claim added." in answer.content.decode()
    assert not answer.context["comparing"].fitting
    entry = comparison.entries.get()
    assert said(entry) == [("place", "including Crimea", "包括克里米亚")]
    again = client.post(of_claim(claim, "_add"), sent, headers=PARTS)
    assert again.status_code == 422
    client.post(of_claim(claim, "_remove"), {"entry": entry.pk}, headers=PARTS)
    assert not comparison.entries.exists()


def test_a_new_comparison_begins_with_the_claim(client_of):
    claim = ClaimFactory()
    client = client_of("editor")
    address = f"{reverse('admin:claims_comparison_add')}?claim={claim.pk}"
    form = client.get(address).context["adminform"].form
    assert form.initial["dimension"] == "troops"
    assert "troops" in form.initial["question_en"]
    sent = {**form.initial, "slug": "troops", "as_of_rule": "about", "kind": "numeric"}
    client.post(address, sent)
    comparison = Comparison.objects.get(slug="troops")
    assert comparison.entries.get().claim == claim


@pytest.mark.parametrize("role", ["anonymous", "visitor", "analyst", "reviewer", "editor"])
def test_who_may_do_what(client_of, role, repeated):
    client, claim = client_of(role), ClaimFactory()
    entry = repeated.entries.first()
    quantity = claim.quantities.get().pk
    tried = {
        "read": client.get(of_claim(claim)).status_code == 200,
        "add": client.post(
            of_claim(claim, "_add"), {"comparison": repeated.pk, "quantity": quantity}
        ),
        "edit": client.post(
            at("entry", repeated.pk, entry.pk), {"seen": "", "as_of": "2021-12-01"}
        ),
        "submit": client.post(at("submit", repeated.pk), {"version": repeated.version}),
        "origins": client.post(at("origins", repeated.pk), {}),
        "review": client.post(at("review", repeated.pk), {"version": 99}),
    }
    inside = {"analyst", "reviewer", "editor"}
    assert tried.pop("read") == (role in inside)
    if role not in inside:
        assert {answer.status_code for answer in tried.values()} == {302}
        assert not claim.entries.exists()
        return
    forbidden = {name for name, answer in tried.items() if answer.status_code == 403}
    writing = {"add", "edit", "submit"}
    expected = {"analyst": writing | {"origins", "review"}, "reviewer": writing, "editor": set()}
    assert forbidden == expected[role]


def test_positions_are_added_from_the_list_of_claims(client_of):
    comparison, claim = ComparisonFactory(kind="positions", dimension=""), ClaimFactory()
    sent = {
        "action": "add_to_comparison",
        "_selected_action": claim.pk,
        "comparison": comparison.pk,
        "quantities": [],
    }
    client = client_of("editor")
    address = reverse("admin:claims_claim_changelist")
    assert client.post(address, sent).status_code == 200
    client.post(address, {**sent, "position": "affirmed"})
    assert comparison.entries.get().position == "affirmed"
