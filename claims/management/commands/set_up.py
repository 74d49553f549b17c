from typing import Any

from django.core.management.base import BaseCommand

from claims.services.accounts import ADMINISTRATOR, administrator_create
from claims.services.roles import set_up_roles


class Command(BaseCommand):
    help = "Set up the roles and the first administrator. A second run changes nothing."

    def handle(self, **options: Any) -> None:
        changed = set_up_roles()
        password = administrator_create()
        if changed:
            self.stdout.write("Roles: editor, reviewer, analyst")
        if password:
            self.stdout.write(f"Administrator: {ADMINISTRATOR}")
            self.stdout.write(f"Password, shown this once: {password}")
        if not changed and not password:
            self.stdout.write("Roles and administrator are there; nothing changed.")
