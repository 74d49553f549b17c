"""How often a program may ask, counted in the database: all workers share one count."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from access.models import Token

MINUTE = 60  # seconds; every count is of one
COUNT = """
    WITH moment AS (SELECT extract(epoch FROM clock_timestamp())::bigint AS seconds)
    INSERT INTO access_asked AS asked (who, minute, times)
    SELECT %(who)s, seconds / 60, 1 FROM moment
    ON CONFLICT (who) DO UPDATE SET
        times = CASE WHEN asked.minute = excluded.minute THEN asked.times + 1 ELSE 1 END,
        minute = excluded.minute
    RETURNING times, 60 - (SELECT seconds FROM moment) %% 60
"""

FORGET = """
    DELETE FROM access_asked WHERE minute < extract(epoch FROM clock_timestamp())::bigint / 60
"""


class Count(NamedTuple):
    """Where somebody stands: `times` asked of `limit`, and the seconds until it begins anew."""

    limit: int
    times: int
    seconds: int

    @property
    def is_spent(self) -> bool:
        return self.times > self.limit

    @property
    def headers(self) -> dict[str, str]:
        left = max(self.limit - self.times, 0)
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(self.seconds),
            "RateLimit-Policy": f"{self.limit};w={MINUTE}",
        }


def count(who: str, limit: int) -> Count:
    """One more request, by however many workers it is counted."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"who": who})
        times, seconds = cursor.fetchone()
    return Count(limit, times, seconds)


def forget_old_counts() -> int:
    """Drop what was counted in minutes gone by; how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        return int(cursor.rowcount)


class RequestsThrottle(BaseThrottle):
    """Requests a minute: by token, and by address where nobody is signed in. Sessions are free."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if isinstance(request.auth, Token):
            who, limit = f"token {request.auth.pk}", settings.API_REQUESTS_A_MINUTE
        elif request.user.is_authenticated:
            return True
        else:
            who = f"address {self.get_ident(request)}"
            limit = settings.API_ANONYMOUS_REQUESTS_A_MINUTE
        if not limit:
            return True
        self.counted = count(who[:100], limit)
        request._request.counted = self.counted  # type: ignore[attr-defined]
        return not self.counted.is_spent

    def wait(self) -> float:
        return self.counted.seconds


class PasswordAuthentication(BasicAuthentication):
    """A password, tried so many times a minute from one address and for one name."""

    def authenticate_credentials(self, userid: str, password: str, request: Any = None) -> Any:
        address = BaseThrottle().get_ident(request)
        for who in (f"password from {address}", f"password of {userid}"):
            tries = count(who[:100], settings.API_PASSWORDS_A_MINUTE)
            if tries.is_spent:
                raise Throttled(tries.seconds, _("Too many passwords were tried."))
        return super().authenticate_credentials(userid, password, request)


def tell_counts(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: every answer says how often one may still ask."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if counted := getattr(request, "counted", None):
            for name, value in counted.headers.items():
                response.headers[name] = value
        return response

    return answer
