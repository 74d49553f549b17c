"""Tokens over the API."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.authentication import BasicScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from access.models import Token
from access.resource import Resource
from access.scopes import Scope
from access.throttles import PasswordAuthentication
from access.tokens import LONGEST, TokenAuthentication, token_make, token_revoke, tokens_of


class TokenSerializer(serializers.ModelSerializer):
    begins = serializers.CharField(read_only=True, help_text="What the token begins with.")
    user = serializers.CharField(source="user.username", read_only=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices))
    created_at = serializers.DateTimeField(source="created", read_only=True)
    expires_at = serializers.DateTimeField(source="expiry", read_only=True, allow_null=True)

    class Meta:
        model = Token
        fields = [
            *["id", "name", "begins", "user", "scopes"],
            *["created_at", "expires_at", "last_used_on"],
        ]
        read_only_fields = fields


class MadeTokenSerializer(TokenSerializer):
    token = serializers.CharField(read_only=True, help_text="Shown this once only.")

    class Meta(TokenSerializer.Meta):
        fields = ["token", *TokenSerializer.Meta.fields]
        read_only_fields = fields


class NewTokenSerializer(serializers.Serializer):
    """What a token is to be."""

    name = serializers.CharField(max_length=100, help_text="Which program uses it, and where.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.choices),
        allow_empty=False,
        max_length=len(Scope),
        help_text="What it may be used for.",
    )
    expires_in_days = serializers.IntegerField(min_value=1, max_value=LONGEST, default=90)


class PasswordScheme(BasicScheme):
    target_class = PasswordAuthentication  # type: ignore[assignment]


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return build_bearer_security_scheme_object("Authorization", "Token")


@extend_schema_view(
    list=extend_schema(summary="One’s own tokens; an administrator’s list is everybody’s"),
    retrieve=extend_schema(summary="One token, without its secret"),
    create=extend_schema(
        summary="Make a token",
        request=NewTokenSerializer,
        responses={
            201: OpenApiResponse(MadeTokenSerializer, "Made; the token is not shown again.")
        },
    ),
    destroy=extend_schema(summary="Revoke a token", responses={204: None}),
)
class TokenResource(Resource):
    """What lets programs in. A password does too, but here only: to make the first token.

    A token may make another if it has the scope `admin`, for no more and no longer than itself.
    """

    queryset = Token.objects.none()
    serializer_class = TokenSerializer
    permission_classes = [IsAuthenticated]
    authentication_classes = [PasswordAuthentication, TokenAuthentication, SessionAuthentication]
    orderings = {"created_at": "created"}
    lookup_field = "id"

    def get_queryset(self) -> QuerySet[Token]:
        return tokens_of(self._owner())

    def scope_for(self, action: str | None) -> str:
        return Scope.ADMIN

    @sensitive_variables()
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = NewTokenSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        token, words = token_make(
            user=self._owner(),
            name=wanted["name"],
            scopes=wanted["scopes"],
            days=wanted["expires_in_days"],
            by=request.auth if isinstance(request.auth, Token) else None,
        )
        data = {"token": words, **TokenSerializer(token).data}
        return Response(data, status=HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        token_revoke(token=self.get_object(), user=self._owner())
        return Response(status=HTTP_204_NO_CONTENT)

    def _owner(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user
