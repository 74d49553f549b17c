"""Pairs of tellings that may be one origin, found by what they have in common."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from claims.comparing.agreement import WINDOW
from claims.comparing.origins.clusters import Clusters
from claims.comparing.origins.sharing import shared
from claims.comparing.origins.statements import Statements
from claims.comparing.origins.telling import Telling

SAME_DAYS = 3  # what one speaker says within so many days is one utterance, told twice
# What share of their words two contents have in common, and how many words they have at least:
# in quotation marks, and outside them, where "more than 100,000 troops near the border" is no
# evidence, since everybody says it so.
VERBATIM, REWORDED = (0.5, 8), (0.75, 16)

WIRE_SERVICE = "wire_service"

Pair = tuple[int, int]


class Pairs:
    """Each rule gives pairs of places, the earlier first, that it makes one origin.

    Whoever takes a pair joins it in the clusters: what is together, or must stay apart, does not
    come again.
    """

    def __init__(self, tellings: Sequence[Telling], clusters: Clusters) -> None:
        self._tellings = tellings
        self._clusters = clusters
        self._statements = Statements(tellings)

    def copies(self) -> Iterator[Pair]:
        """Copies of one text tell the same statement by the same speaker, on whatever day."""
        for first, second in self._sharing(lambda t: [t.family] if t.family is not None else []):
            one, other = self._of(first, second)
            if one.article != other.article and not one.is_strange_to(other):
                yield first, second

    def in_the_same_words(self) -> Iterator[tuple[int, int, float]]:
        """What is quoted in the same words was said once, and told in the same words by one."""
        looked_at: set[Pair] = set()
        near = self._statements.near
        times = Counter(run for telling in self._tellings for run in telling.shingles)
        for first, second in self._sharing(
            lambda t: [run for run in t.shingles if times[run] > 1], WINDOW.days, near
        ):
            if (first, second) in looked_at:
                continue
            looked_at.add((first, second))
            one, other = self._of(first, second)
            least, fewest = VERBATIM if one.is_verbatim and other.is_verbatim else REWORDED
            share = shared(one.shingles, other.shingles)
            if share >= least and min(one.words, other.words) >= fewest:
                yield first, second, round(share, 2)

    def through_one_source(self) -> Iterator[Pair]:
        """The origin of one stands in the chain of the other, at about that time.

        So "AP" and "AP ← an official ← intelligence officials" are one origin: the first article
        stopped retracing earlier than the second.
        """
        for first, second in self._sharing(lambda t: set(t.known) - {""}, WINDOW.days):
            one, other = self._of(first, second)
            if one.meets(other):
                yield first, second

    def of_one_speaker(self) -> Iterator[Pair]:
        """One speaker, within days, the number rounded in another way or put in another: the
        planned for the possible, the possible for what is.
        """
        for first, second in self._sharing(_speaker, SAME_DAYS, self._statements.near):
            if self._said_at_once(first, second):
                yield first, second

    def of_one_office(self) -> Iterator[Pair]:
        """An organisation, and one who belongs to it, with one statement within days."""
        for first, second in self._sharing(_voice, SAME_DAYS, self._statements.near):
            one, other = self._of(first, second)
            whole = one.speaks_for_all or other.speaks_for_all
            if whole and self._said_at_once(first, second):
                yield first, second

    def of_one_house(self) -> Iterator[tuple[int, int, str]]:
        """What one house tells twice without naming anybody is not told by two.

        Where one of the two names who says it, the other may be from elsewhere, unless it stands in
        the same article, or both are from one wire service.
        """
        for first, second in self._sharing(lambda t: t.houses, WINDOW.days):
            one, other = self._of(first, second)
            if one.is_strange_to(other):
                continue
            house = next(kind for kind, name in one.houses if (kind, name) in other.houses)
            nobody = not one.origin and not other.origin
            if nobody or one.article == other.article or house == WIRE_SERVICE:
                yield first, second, house

    def _of(self, first: int, second: int) -> tuple[Telling, Telling]:
        return self._tellings[first], self._tellings[second]

    def _said_at_once(self, first: int, second: int) -> bool:
        one, other = (telling.said_on for telling in self._of(first, second))
        return one is None or other is None or abs((one - other).days) <= 1

    def _sharing(
        self,
        keys: Callable[[Telling], Iterable[Hashable]],
        days: int | None = None,
        alike: Callable[[int, int], bool] | None = None,
    ) -> Iterator[Pair]:
        """Pairs with a key in common that state the same, within so many days of each other.

        In a bucket each statement is asked for once, not each telling, and what has been joined
        since stands together.
        """
        alike, find = alike or self._statements.same, self._clusters.find
        buckets: dict[Hashable, dict[int, list[list[int]]]] = defaultdict(dict)
        for place, telling in enumerate(self._tellings):
            statement, barred = self._statements.of[place], _Barred(self._clusters, place)
            for key in keys(telling):
                bucket = buckets[key]
                for told, groups in bucket.items():
                    if alike(told, statement):
                        for group in groups:
                            if not barred.by(group[0]):
                                yield from self._with(group, place, days)
                mine = bucket.setdefault(statement, [])
                for group in mine:
                    if find(group[0]) == find(place):
                        group.append(place)
                        break
                else:
                    mine.append([place])

    def _with(self, group: list[int], place: int, days: int | None) -> Iterator[Pair]:
        """The place beside those of a group, which are one origin already, until it is too."""
        clusters, day = self._clusters, self._tellings[place].day
        for earlier in group:
            if clusters.find(earlier) == clusters.find(place):
                return
            other = self._tellings[earlier].day
            if days is None or day is None or other is None or abs(day - other) <= days:
                yield earlier, place


class _Barred:
    """Which clusters a place is part of already, or must not join; each is asked about once."""

    def __init__(self, clusters: Clusters, place: int) -> None:
        self._clusters, self._place = clusters, place
        self._own = clusters.find(place)
        self._known = {self._own}

    def by(self, other: int) -> bool:
        clusters, cluster = self._clusters, self._clusters.find(other)
        if (own := clusters.find(self._place)) != self._own:
            self._own, self._known = own, {own}
        if cluster not in self._known and not clusters.may_join(cluster, own):
            self._known.add(cluster)
        return cluster in self._known


def _speaker(telling: Telling) -> list[str]:
    named = telling.origin and not telling.origin.startswith("group:")
    return [telling.origin] if named else []


def _voice(telling: Telling) -> list[str]:
    return [telling.voice] if telling.voice else []
