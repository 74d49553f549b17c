"""What is said of an article's text and its claims, below its desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from claims.admin.note_panels import discussion_of


class ArticleNotes:
    """Mixed into the article's page, whose context holds the desk with the version shown."""

    change_form_outer_after_template = "admin/desk/notes/beside.html"

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if desk := context.get("desk"):
            context["discussion"] = discussion_of(request.user, text=desk.text)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]
