import secrets

from django.contrib.auth import get_user_model
from django.db import transaction

ADMINISTRATOR = "admin"


@transaction.atomic
def administrator_create() -> str | None:
    """Make the first administrator and return the password, which is kept nowhere else.

    None where there is an administrator already.
    """
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    users.create_superuser(username=ADMINISTRATOR, password=password)
    return password
