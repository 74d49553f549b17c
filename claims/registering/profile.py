"""What the register knows of a source when it asks who else it may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

APART = timedelta(days=45)  # two citations so near each other speak of one holder of an office


@dataclass(frozen=True, slots=True)
class Office:
    """A role at an affiliation, and the first and last day on which it was told."""

    role: str
    affiliation: str
    first: date | None = None
    last: date | None = None

    def meets(self, other: "Office") -> bool:
        """The same office at the same time. Days that nobody knows meet none."""
        if (self.role, self.affiliation) != (other.role, other.affiliation):
            return False
        if not (self.first and self.last and other.first and other.last):
            return False
        return self.first - APART <= other.last and other.first - APART <= self.last


@dataclass(frozen=True, slots=True)
class Profile:
    """A source with every name it was given. `kind` and `anonymity` as `Speaker` has them."""

    id: int
    key: str
    kind: str
    anonymity: str
    names: tuple[str, ...]
    offices: tuple[Office, ...] = ()
    claims: int = 0

    @property
    def comparable(self) -> bool:
        """Whether it is somebody: "officials" of one article are not those of another."""
        return self.anonymity == "named" and self.kind in {"person", "body"} and bool(self.names)

    def latin(self) -> Iterator[str]:
        return (name for name in self.names if is_latin(name))

    def chinese(self) -> Iterator[str]:
        return (name for name in self.names if is_chinese(name))


def is_latin(name: str) -> bool:
    letters = [character for character in name if character.isalpha()]
    return bool(letters) and all(character < "\u0250" for character in letters)


def is_chinese(name: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in name)
