"""The groups editor, reviewer and analyst, with the permissions that roles.toml gives them."""

import tomllib
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

ROLES = Path(__file__).with_name("roles.toml")
ACTS = ("view", "add", "change", "delete", "review")


@transaction.atomic
def set_up_roles() -> bool:
    """Make each role's group hold exactly its permissions. Return whether anything changed."""
    roles = tomllib.loads(ROLES.read_text())
    known = {
        (p.content_type.app_label, p.codename): p
        for p in Permission.objects.select_related("content_type")
    }
    changed = False
    for role in roles:
        group, created = Group.objects.get_or_create(name=role)
        wanted = {known[name] for name in _codenames(roles, role)}
        if created or set(group.permissions.all()) != wanted:
            group.permissions.set(wanted)
            changed = True
    return changed


def _codenames(roles: dict[str, Any], role: str) -> set[tuple[str, str]]:
    """A role's own permissions and those of the role it is like, as (app, codename)."""
    own = {
        (model.split(".")[0], f"{act}_{model.split('.')[1]}")
        for act in ACTS
        for model in roles[role].get(act, [])
    }
    like = roles[role].get("like")
    return own | _codenames(roles, like) if like else own
