"""Tokens for programs: made with a password or a session, kept hashed, shown once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from knox.settings import knox_settings
from rest_framework import serializers
from rest_framework.authentication import (
    BaseAuthentication,
    BasicAuthentication,
    SessionAuthentication,
)
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT
from rest_framework.viewsets import ViewSet

from access.schema import ProblemSerializer

UNKNOWN = OpenApiResponse(ProblemSerializer, "No valid token, password or session.")
FORBIDDEN = OpenApiResponse(ProblemSerializer, "Too many tokens already.")


class TokenSerializer(serializers.ModelSerializer):
    key = serializers.CharField(
        source="token_key", read_only=True, help_text="How the token begins; it is named by this."
    )
    created_at = serializers.DateTimeField(source="created", read_only=True)
    expires_at = serializers.DateTimeField(source="expiry", read_only=True, allow_null=True)

    class Meta:
        model = AuthToken
        fields = ["key", "created_at", "expires_at"]


class NewTokenSerializer(TokenSerializer):
    token = serializers.CharField(read_only=True, help_text="Shown this once only.")

    class Meta(TokenSerializer.Meta):
        fields = ["token", *TokenSerializer.Meta.fields]


class TokenResource(ViewSet):
    """One's own tokens. A token cannot make another, so that a leaked one dies with its term."""

    permission_classes = [IsAuthenticated]
    lookup_field = "key"
    lookup_value_regex = "[0-9A-Za-z]+"

    def get_authenticators(self) -> list[BaseAuthentication]:
        owner: list[BaseAuthentication] = [BasicAuthentication(), SessionAuthentication()]
        method = self.request.method if self.request else None
        return owner if method == "POST" else [TokenAuthentication(), *owner]

    @extend_schema(summary="One’s own tokens", responses={200: TokenSerializer, 401: UNKNOWN})
    def list(self, request: Request, version: str) -> Response:
        tokens = AuthToken.objects.filter(user=request.user).order_by("-created")
        return Response(TokenSerializer(tokens, many=True).data)

    @extend_schema(
        summary="Make a token",
        request=None,
        responses={201: NewTokenSerializer, 401: UNKNOWN, 403: FORBIDDEN},
    )
    def create(self, request: Request, version: str) -> Response:
        living = AuthToken.objects.filter(user=request.user, expiry__gt=timezone.now()).count()
        if living >= knox_settings.TOKEN_LIMIT_PER_USER:
            raise PermissionDenied(_("You have as many tokens as one user may have; delete one."))
        entry, token = AuthToken.objects.create(user=request.user)
        data = {"token": token, **TokenSerializer(entry).data}
        return Response(data, status=HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    @extend_schema(
        summary="Delete a token",
        parameters=[OpenApiParameter("key", OpenApiTypes.STR, OpenApiParameter.PATH)],
        responses={
            204: None,
            401: UNKNOWN,
            404: OpenApiResponse(ProblemSerializer, "You have no token with this key."),
        },
    )
    def destroy(self, request: Request, version: str, key: str) -> Response:
        deleted, _rows = AuthToken.objects.filter(user=request.user, token_key=key).delete()
        if not deleted:
            raise NotFound
        return Response(status=HTTP_204_NO_CONTENT)
