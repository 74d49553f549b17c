"""Who a claim is credited to, as printed and as looked up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of an attribution: printed words beside language-free ids.

    `name`, `name_latin`, `role` and `affiliation` are surface words of the article (`name_latin`
    only if the article prints it). The ids join articles of different languages.
    """

    name: str | None = None
    name_latin: str | None = None
    role: str | None = None
    affiliation: str | None = None
    anonymous: bool = False
    role_id: str | None = None  # 'defence-minister', 'former-diplomat'; see roles/*.toml
    affiliation_id: str | None = None  # 'UA', 'nato', 'UA:interior-ministry'
    kind: str = "person"  # person | body | document | group
    anonymity: str = "unnamed"  # named | role (no name, but role and affiliation) | unnamed
    plural: bool = False  # several unnamed persons: officials rather than an official


NOBODY = Speaker(anonymous=True, kind="group")


def anonymity_of(speaker: Speaker) -> str:
    """The grade of anonymity: a name, else a role at a known place, else nothing.

    >>> anonymity_of(Speaker(role="官员", affiliation="美国", anonymous=True))
    'role'
    """
    if speaker.name and not speaker.anonymous:
        return "named"
    return "role" if speaker.role and speaker.affiliation else "unnamed"
