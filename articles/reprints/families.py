"""Articles of one text, however many copies of copies lie between them."""

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

Member = TypeVar("Member", bound=Hashable)


def families(edges: Iterable[tuple[Member, Member]]) -> dict[Member, Member]:
    """Each member of an edge → the smallest member of its connected component.

    >>> families([(3, 5), (5, 2), (8, 9)])
    {3: 2, 5: 2, 2: 2, 8: 8, 9: 8}
    """
    leader: dict[Any, Any] = {}

    def find(member: Any) -> Any:
        leader.setdefault(member, member)
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for first, second in edges:
        low, high = sorted((find(first), find(second)))
        leader[high] = low
    return {member: find(member) for member in leader}
