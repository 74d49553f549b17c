"""Who is asking."""

from django.contrib.auth.models import User
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet


@extend_schema_serializer(many=False)
class MeSerializer(serializers.ModelSerializer):
    """One's own account, and what it may do: `claims.change_claim`."""

    email = serializers.CharField(read_only=True, help_text="Empty where none is known.")
    roles = serializers.SerializerMethodField()
    permissions = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "roles", "permissions"]
        read_only_fields = fields

    def get_roles(self, user: User) -> list[str]:
        return sorted(group.name for group in user.groups.all())

    def get_permissions(self, user: User) -> list[str]:
        return sorted(user.get_all_permissions())


class MeResource(ViewSet):
    """One's own account."""

    permission_classes = [IsAuthenticated]

    @extend_schema(summary="One’s own account", operation_id="me_retrieve", responses=MeSerializer)
    def list(self, request: Request, *args: object, **kwargs: object) -> Response:
        return Response(MeSerializer(request.user).data)
