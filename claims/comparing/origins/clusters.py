"""Tellings put together step by step, never against what is known to keep them apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from claims.comparing.origins.telling import Telling, speaker_of


@dataclass(frozen=True)
class _Voices:
    """Who spoke in a cluster: the speakers at the ends of its chains, with what each belongs to,
    and everybody through whom it came. An agency through whom another spoke is no speaker."""

    ends: Mapping[str, str]
    between: Set[str]

    def with_(self, other: "_Voices") -> "_Voices":
        return _Voices(self._ends_beside(other), self.between | other.between)

    def number_with(self, other: "_Voices") -> int:
        return _number(self._ends_beside(other))

    @cached_property
    def number(self) -> int:
        return _number(self.ends)

    def _ends_beside(self, other: "_Voices") -> dict[str, str]:
        mine = {key: of for key, of in self.ends.items() if key not in other.between}
        return mine | {key: of for key, of in other.ends.items() if key not in self.between}


def _number(ends: Mapping[str, str]) -> int:
    """How many different speakers; an organisation beside one who belongs to it is none."""
    if len(ends) < 2:
        return len(ends)
    spoken_for = {of for key, of in ends.items() if key.startswith("person:") and of}
    return sum(key.startswith("person:") or of not in spoken_for for key, of in ends.items())


class Clusters:
    """A union-find over tellings that knows who must stay apart."""

    def __init__(self, tellings: Sequence[Telling], parted: Iterable[tuple[int, int]]) -> None:
        self._leader = list(range(len(tellings)))
        self._voices = [_voices(telling) for telling in tellings]
        self._apart: dict[int, set[int]] = defaultdict(set)
        for first, second in parted:
            self._apart[first].add(second)
            self._apart[second].add(first)

    def find(self, place: int) -> int:
        leader = self._leader
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    def may_join(self, first: int, second: int) -> bool:
        """Whether nobody has parted the two, and it would not make one of two known speakers."""
        one, other = self.find(first), self.find(second)
        if any(self.find(place) == other for place in self._apart.get(one, ())):
            return False
        mine, its = self._voices[one], self._voices[other]
        return mine.number_with(its) <= max(1, mine.number, its.number)

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self._leader[high] = low
        self._voices[low] = self._voices[low].with_(self._voices[high])
        if high in self._apart:
            self._apart[low] |= self._apart.pop(high)


def _voices(telling: Telling) -> _Voices:
    speakers = {telling.speaker: telling.voice} if telling.speaker else {}
    return _Voices(speakers, {speaker_of(key) for key in telling.known[:-1] if key})
