"""The address that an open page of the desk tells, some seconds apart, that somebody is there."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from articles.admin.keeping import ReadOnlyAdmin, signed_in
from claims.admin.note_panels import person_json
from claims.admin.sending import number, sent_with
from claims.models import Presence
from claims.services.presence import others_at, presence_left, presence_seen


@admin.register(Presence)
class PresenceDoor(ReadOnlyAdmin):
    """No list and no page: one address."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [path("", self.admin_site.admin_view(self.seen_view), name="claims_presence")]

    @method_decorator(require_POST)
    def seen_view(self, request: HttpRequest) -> HttpResponse:
        """Who else is here; a page that is being left says so, and is told nothing."""
        if not request.user.has_perm("articles.view_article"):
            return JsonResponse({"error": ""}, status=403)
        try:
            sent = sent_with(request)
        except ValidationError as refused:
            return JsonResponse({"errors": refused.message_dict}, status=422)
        user, article = signed_in(request), number(sent.get("article"))
        if article is None:
            raise Http404
        if sent.get("leave"):
            presence_left(user=user, article_id=article)
            return HttpResponse(status=204)
        if not presence_seen(user=user, article_id=article, claim_id=number(sent.get("claim"))):
            raise Http404
        here = others_at(user=user, article_id=article)
        return JsonResponse({"here": [_presence_json(presence) for presence in here]})


def _presence_json(presence: Presence) -> dict[str, Any]:
    return {
        **person_json(presence.user),
        "article": presence.article_id,
        "claim": presence.claim_id,
        "seen_at": presence.seen_at.isoformat(),
    }
