"""Who may read the pages, and where those are that had another address once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.selectors import present_slug
from claims.models import Comparison, Source

View = Callable[..., HttpResponse]


def page(view: View) -> Callable[..., HttpResponseBase]:
    """A page to be read: by everyone, or by those with an account where PUBLIC_PAGES is off."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (settings.PUBLIC_PAGES or request.user.is_authenticated):
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if present := _present_address(request, kwargs):
                return redirect(present, permanent=True)
            raise

    return guarded


def _present_address(request: HttpRequest, kwargs: dict[str, Any]) -> str | None:
    """Where the page is now whose source or comparison had another slug once."""
    match, former = request.resolver_match, kwargs.get("slug")
    if not (match and match.url_name and former):
        return None
    slug = present_slug(Source if match.url_name == "source" else Comparison, former)
    if slug is None:
        return None
    query = request.META.get("QUERY_STRING")
    address = reverse(match.url_name, kwargs={**kwargs, "slug": slug})
    return f"{address}?{query}" if query else address
