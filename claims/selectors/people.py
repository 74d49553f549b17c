"""Who can be given work."""

from django.contrib.auth.models import Permission, User
from django.db.models import Q, QuerySet


def workers() -> QuerySet[User]:
    """Users who may edit articles, by name."""
    edit = Permission.objects.filter(
        content_type__app_label="articles", codename="change_article"
    ).values("pk")
    may = Q(is_superuser=True) | Q(groups__permissions__in=edit) | Q(user_permissions__in=edit)
    return User.objects.filter(may, is_active=True, is_staff=True).distinct().order_by("username")
