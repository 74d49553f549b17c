import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.selectors.mentions import mention_places, mentioned, name_of, users_like
from tests.factories import UserFactory

NAMED = [
    ("@lin look", ["lin"]),
    ("Look, @lin.", ["lin"]),
    ("(@lin)", ["lin"]),
    ("请@lin看一下", ["lin"]),
    ("@lin请看", ["lin"]),
    ("，@王林请看", ["王林"]),
    ("@LIN and @lin", ["lin"]),
    ("@lin.wei and @lin", ["lin.wei", "lin"]),
    ("@lin.wei.", ["lin.wei"]),
    ("@lin\n@王林", ["lin", "王林"]),
    ("@linda", []),
    ("@lin_x", []),
    ("@lin.other", []),
    ("me@lin.example", []),
    ("https://host.example/@lin", []),
    ("@@lin", []),
    ("@", []),
    ("@nobody", []),
    ("lin", []),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "names"), NAMED)
def test_who_is_named(body, names):
    for name in ("lin", "lin.wei", "王林"):
        UserFactory(username=name, role="analyst")
    assert [user.username for user in mentioned(body)] == names


@pytest.mark.django_db
def test_only_those_who_can_read_it_are_named():
    UserFactory(username="retired", role="editor", is_active=False)
    UserFactory(username="visitor", role="editor", is_staff=False)
    UserFactory(username="roleless")
    UserFactory(username="chief", is_superuser=True)
    found = mentioned("@retired @visitor @roleless @chief")
    assert [user.username for user in found] == ["chief"]
    assert [user.username for user in users_like("")] == ["chief"]


@pytest.mark.django_db
def test_suggestions_begin_with_what_was_typed():
    lin = UserFactory(username="lin", first_name="Wei", last_name="Lin", role="reviewer")
    UserFactory(username="bo", role="reviewer")
    assert users_like("LI") == users_like("we") == [lin]
    assert users_like("in") == []
    assert name_of(lin) == "Wei Lin"


@given(st.text(alphabet="@lin.王 x_-é", max_size=40))
def test_a_mention_is_one_of_the_names_and_stands_where_it_is_said_to(body):
    spans = mention_places(body, ["lin", "王"])
    assert spans == sorted(spans)
    for start, end in spans:
        assert body[start:end].lower() in {"@lin", "@王"}


def test_many_marks_take_no_long_time_and_name_at_most_fifty():
    assert len(mention_places("@lin " * 2_000, ["lin"])) == 50
    assert mention_places("@" * 10_000, ["lin"]) == []
    assert mention_places(("@" + "." * 149) * 60, ["lin"]) == []
