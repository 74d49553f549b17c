"""Tokens for programs: made with a password, a session or a token that may, and shown once."""

from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from knox.crypto import hash_token
from knox.settings import knox_settings
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from access.models import Token
from access.scopes import Scope

LONGEST = 365  # days


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token …`, looked up by its hash. No error report may tell what was sent."""

    @sensitive_variables()
    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"token":
            return None
        found = _token_of(words[1].decode("latin-1")) if len(words) == 2 else None
        if found is None or found.has_expired or not found.user.is_active:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        _note_use(found)
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        return "Token"


@sensitive_variables()
def _token_of(words: str) -> Token | None:
    return Token.objects.select_related("user").filter(digest=hash_token(words)).first()


def _note_use(token: Token) -> None:
    """Once a day, so that reading writes nothing as a rule."""
    today = timezone.now().date()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def tokens_of(user: User) -> QuerySet[Token]:
    """One's own; everybody's for whoever may view tokens."""
    tokens = Token.objects.select_related("user").order_by("-created")
    return tokens if user.has_perm("access.view_token") else tokens.filter(user=user)


@sensitive_variables()
@transaction.atomic
def token_make(
    *, user: User, name: str, scopes: Collection[str], days: int, by: Token | None = None
) -> tuple[Token, str]:
    """The token's row, and the token itself, which is not kept. PermissionDenied: too many already,
    or made `by` a token that covers less: what leaks shall not outgrow itself, nor its term."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once count each other
    living = Token.objects.filter(user=user, expiry__gt=timezone.now()).count()
    if living >= knox_settings.TOKEN_LIMIT_PER_USER:
        raise PermissionDenied(_("You have as many tokens as one user may have; revoke one."))
    until = timedelta(days=days)
    if by is not None:
        if not by.covers(scopes):
            raise PermissionDenied(_("A token makes none with scopes that it has not itself."))
        if by.expiry is not None and timezone.now() + until > by.expiry:
            raise PermissionDenied(_("A token makes none that outlives it."))
    known = [scope for scope in Scope.values if scope in scopes]
    made: tuple[Token, str] = Token.objects.create(user=user, expiry=until, name=name, scopes=known)
    return made


def token_revoke(*, token: Token, user: User) -> None:
    """PermissionDenied: neither one's own nor an administrator."""
    if token.user_id != user.pk and not user.has_perm("access.delete_token"):
        raise PermissionDenied
    token.delete()
