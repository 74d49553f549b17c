import re

import pytest
from django.contrib.auth import authenticate, get_user_model

from tests.claims.management.test_import_articles import run

pytestmark = pytest.mark.django_db


def test_the_password_is_printed_once() -> None:
    status, out, _ = run("set_up")
    assert status == 0
    [password] = re.findall(r"Password.*: (\S+)", out)
    user = authenticate(username="admin", password=password)
    assert user is not None
    assert user.is_superuser
    status, out, _ = run("set_up")
    assert status == 0
    assert "nothing changed" in out
    assert password not in out
    assert get_user_model().objects.count() == 1


def test_an_administrator_of_another_name_is_enough() -> None:
    get_user_model().objects.create_superuser(username="chief", password="x")
    assert "Password" not in run("set_up")[1]
