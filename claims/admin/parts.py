"""What a dialog of the desk holds is a page of its own where no script runs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def asks_for_parts(request: HttpRequest) -> bool:
    """Whether a script asks, which puts what it gets into the page that is there."""
    return request.headers.get("X-Desk") == "parts"


def answer_with(
    model_admin: Any, request: HttpRequest, name: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    """`admin/desk/<name>/dialog.html`, by itself or in a page; 422 where `refused` is set."""
    status = 422 if context.get("refused") else 200
    if asks_for_parts(request):
        return TemplateResponse(request, f"admin/desk/{name}/dialog.html", context, status=status)
    page = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "part": f"admin/desk/{name}/dialog.html",
        **context,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/desk/part_page.html", page, status=status)
