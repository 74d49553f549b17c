"""The reports of a real winter, in sentences of our own: how many origins there are, and why."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Copies, Difference, Party, Repetition, Row, Scope, Wording, assemble
from tests.claims.comparing.strategies import days, named, row, troops

SCOPE = Scope(dimension="troops", unit="person")
AP = Party("body:ap", "ap", Wording("AP", "美联社"), "named", "body")
OFFICIALS = Party("group:us:official", "us", Wording("US officials", "美国官员"), "role", "group")
INTELLIGENCE = Party(
    "body:us-intelligence", "us-ic", Wording("US intelligence", "美国情报机构"), "named", "body"
)
SOURCES = Party("group:source", "sources", Wording("sources", "消息人士"), "unnamed", "group")
REZNIKOV, DANILOV, MILLEY = (
    named("oleksii-reznikov"),
    named("oleksiy-danilov"),
    named("mark-milley"),
)
CRIMEA = (Difference("place", Wording("includes Crimea", "含克里米亚")),)
RING = (Difference("place", Wording("within 200 km", "200公里以内")),)


def view(*rows: Row, **rest):
    return assemble(slug="s", question=Wording("?", "？"), scope=SCOPE, rows=rows, **rest)


def told(
    claim: int, day: tuple[int, int, int], *chain: Party, publisher: str = "", **number
) -> Row:
    """A claim of an outlet of its own, in words of its own."""
    rest = {
        key: number.pop(key)
        for key in ("differences", "kind", "owner", "wire", "quote")
        if key in number
    }
    return row(
        troops(as_of=date(*day), **number),
        claim=claim,
        chain=chain,
        publisher=publisher or f"Outlet {claim}",
        quote=rest.pop("quote", f"report number {claim}"),
        **rest,
    )


def because(found) -> list[tuple[str, str] | None]:
    return [r.repetition and (r.repetition.because, r.repetition.kind) for r in found.rows]


def test_the_winter_of_2021():
    found = view(
        told(1, (2021, 11, 1), DANILOV, low=80000, high=90000),
        told(2, (2021, 11, 2), DANILOV, low=80000, high=90000),
        told(3, (2021, 12, 3), AP, OFFICIALS, INTELLIGENCE, value=70000, approximate=True),
        told(4, (2021, 12, 4), OFFICIALS, INTELLIGENCE, value=70000, approximate=True),
        told(5, (2021, 12, 5), AP, value=70000),
        told(6, (2021, 12, 3), REZNIKOV, value=94300, differences=CRIMEA),
        told(7, (2021, 12, 7), value=100000),
        told(8, (2021, 12, 24), DANILOV, value=122000, differences=RING),
        told(9, (2022, 1, 28), REZNIKOV, value=130000, approximate=True),
        told(10, (2022, 1, 28), MILLEY, value=100000, approximate=True),
        told(11, (2022, 2, 23), high=190000),
    )
    origins = {r.claim: r.origin for r in found.rows}
    assert origins[1] == origins[2]
    assert origins[3] == origins[4] == origins[5]
    # Reznikov said two things on two days; what Danilov said in December he had not said before.
    assert len({origins[n] for n in (1, 3, 6, 7, 8, 9, 10, 11)}) == 8 == found.statistics.origins
    assert (found.statistics.claims, found.statistics.publishers) == (11, 11)
    assert (found.statistics.minimum, found.statistics.maximum) == (70000, 190000)
    assert (found.statistics.scoped_out, found.statistics.left_out) == (2, 2)
    assert {r.repetition.because for r in found.rows if r.repetition} == {"source"}


def test_an_outlet_that_others_cite_is_the_origin_of_what_they_cite():
    own = told(1, (2021, 12, 3), SOURCES, publisher="AP", value=70000)
    cited = told(2, (2021, 12, 4), AP, value=70000)
    assert view(own, cited).statistics.origins == 1
    assert view(own, told(2, (2021, 12, 4), SOURCES, value=70000)).statistics.origins == 2
    chinese = told(3, (2021, 12, 4), SOURCES, publisher="美联社", value=70000)
    assert view(chinese, cited).statistics.origins == 1


def test_whoever_is_only_called_sources_may_be_anybody():
    first, second = (told(n, (2021, 12, 3), SOURCES, value=70000) for n in (1, 2))
    assert view(first, second).statistics.origins == 2


def test_each_row_that_repeats_says_of_which_and_why():
    rows = [
        told(1, (2021, 12, 3), publisher="Courier", owner="Coast", value=70000),
        told(2, (2021, 12, 4), publisher="Gazette", owner="Coast", value=70000),
        told(3, (2021, 12, 5), publisher="Courier", value=70000),
        told(4, (2021, 12, 6), value=70000),
        told(5, (2021, 12, 6), value=70000, wire="Agence North"),
        told(6, (2021, 12, 7), value=70000, wire="Agence North"),
    ]
    found = view(*rows, copies=Copies({3: 1, 4: 1}, {(3, 4): ("reprint", 0.9)}))
    assert because(found) == [
        None,
        ("owner", "owner_group"),
        ("owner", "publisher"),
        ("copy", "reprint"),
        None,
        ("owner", "wire_service"),
    ]
    assert found.rows[3].repetition == Repetition(3, "copy", 3, "reprint", 0.9)
    assert [r.repeats for r in found.rows] == [None, 1, 1, 1, None, 5]


def test_what_comes_together_only_through_a_later_one_says_so():
    """Nobody cites the second, until the third copies both."""
    rows = [told(n, (2021, 12, n), value=70000) for n in (1, 2, 3)]
    found = view(*rows, joined=[(1, 3), (2, 3)])
    assert [r.origin for r in found.rows] == [1, 1, 1]
    assert found.rows[1].repetition == Repetition(3, "ruling", 3)


def test_one_claim_with_two_figures_repeats_another_by_one_of_them():
    first = told(1, (2021, 12, 3), AP, value=70000)
    both = [told(2, (2021, 12, 4), AP, value=number) for number in (70000, 94300)]
    found = view(first, *both)
    assert [(r.origin, r.repeats) for r in found.rows] == [(1, None), (1, 1), (2, None)]


parties = st.sampled_from([AP, OFFICIALS, INTELLIGENCE, SOURCES, REZNIKOV, MILLEY])


@st.composite
def tellings(draw: st.DrawFn) -> list[Row]:
    return [
        told(
            claim,
            (day.year, day.month, day.day),
            *draw(st.lists(parties, max_size=3, unique=True)),
            publisher=draw(st.sampled_from(["AP", "Courier", "Gazette"])),
            owner=draw(st.sampled_from(["", "Coast"])),
            value=draw(st.sampled_from([70000, 94300, 94000])),
            approximate=draw(st.booleans()),
        )
        for claim, day in enumerate(draw(st.lists(days, max_size=12)), 1)
    ]


@given(tellings(), st.randoms(use_true_random=False), st.sets(st.tuples(*[st.integers(1, 12)] * 2)))
def test_origins_whatever_the_order(rows, random, parted):
    found = view(*rows, parted=parted)
    shuffled = random.sample(rows, len(rows))
    assert view(*shuffled, parted=parted) == found
    for r in found.rows:
        assert (r.repeats is None) == (r.repetition is None)
    by_claim = {r.claim: r.origin for r in found.rows}
    for one, other in parted:
        if one != other and one in by_claim and other in by_claim:
            assert by_claim[one] != by_claim[other]


@given(tellings())
def test_two_known_speakers_are_never_one_origin(rows):
    speakers: dict[int, set[str]] = {}
    for r in view(*rows).rows:
        if r.source in (REZNIKOV, MILLEY):
            speakers.setdefault(r.origin, set()).add(r.source.key)
    # Where one of the two reports the other, that one is no origin.
    through = {party.key for r in rows for party in r.chain[:-1]}
    for keys in speakers.values():
        assert len(keys - through) <= 1


@given(tellings())
def test_numbers_that_differ_are_never_one_origin(rows):
    for r in (found := view(*rows)).rows:
        first = next(other for other in found.rows if other.origin == r.origin)
        assert abs(first.stated.lowest - r.stated.lowest) <= Decimal("0.1") * r.stated.lowest
