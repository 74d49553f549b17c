"""What a row is named by in an address or a filter: its id, or a name of its own."""

import uuid

from django.db.models import Q

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SLUG = r"[-\w]+"
NUMBER = "[0-9]{1,9}"


def is_id(key: str) -> bool:
    try:
        return str(uuid.UUID(key)) == key
    except ValueError:
        return False


def named(keys: list[str], path: str = "", names: tuple[str, ...] = ("slug",)) -> Q:
    """Rows that have one of these keys; `path` leads to whose keys they are, `article__`."""
    ids = [key for key in keys if is_id(key)]
    others = [key for key in keys if not is_id(key)]
    found = Q(**{f"{path}public_id__in": ids})
    if others:
        for name in names:
            found |= Q(**{f"{path}{name}__in": others})
    return found
