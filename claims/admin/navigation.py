"""The desk's side bar, room by room. Nobody is shown a door that is closed to them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.selectors.discussions import unread_count


def rooms(request: HttpRequest) -> list[dict[str, Any]]:
    """UNFOLD's SIDEBAR navigation."""
    groups = [
        (
            _("Articles"),
            [
                (_("Articles"), "article", "articles.article"),
                (_("Article texts"), "history_edu", "articles.articletext"),
                (_("Imports"), "upload_file", "articles.importbatch"),
                (_("Feeds"), "rss_feed", "articles.feed"),
                (_("Originals"), "inventory_2", "articles.original"),
                (_("Publishers"), "newspaper", "articles.publisher"),
                (_("Owner groups"), "account_tree", "articles.ownergroup"),
                (_("Reprints"), "content_copy", "articles.reprint"),
            ],
        ),
        (
            _("Claims"),
            [
                (_("Claims"), "format_quote", "claims.claim"),
                (_("Sources"), "record_voice_over", "claims.source"),
                (_("Merges of sources"), "merge", "claims.sourcemerge"),
                (_("Unanchored after an update"), "move_down", "claims.anchoring"),
                (_("Suggested links"), "add_link", "claims.linksuggestion"),
                (_("Links"), "link", "claims.link"),
                (_("Notes"), "sticky_note_2", "claims.annotation"),
                (_("Acts"), "history", "claims.act"),
                (_("Tags"), "sell", "articles.tag"),
                (_("Extraction runs"), "manufacturing", "claims.extractionrun"),
            ],
        ),
        (
            _("Comparisons"),
            [
                (_("Comparisons"), "compare_arrows", "claims.comparison"),
                (_("Releases"), "verified", "claims.release"),
            ],
        ),
        (
            _("People"),
            [
                (_("Users"), "person", "auth.user"),
                (_("Roles"), "group", "auth.group"),
            ],
        ),
        (
            _("Programs"),
            [
                (_("Webhooks"), "webhook", "claims.webhook"),
                (_("Deliveries"), "send", "claims.delivery"),
            ],
        ),
        (_("Jobs"), [(_("Jobs"), "schedule", "procrastinate.procrastinatejob")]),
    ]
    shown = [
        {"title": title, "separator": True, "items": list(_open(request, items))}
        for title, items in groups
    ]
    start = {"title": _("Start"), "icon": "home", "link": reverse("admin:index")}
    inbox = {
        "title": _("Inbox"),
        "icon": "inbox",
        "link": reverse("admin:claims_notice_changelist"),
        "badge": unread_count(request.user) or "",
    }
    tokens = {
        "title": _("Tokens"),
        "icon": "key",
        "link": reverse("admin:access_token_changelist"),
    }
    return [{"items": [start, inbox, tokens]}, *(group for group in shown if group["items"])]


def _open(request: HttpRequest, items: list[tuple[str, str, str]]) -> Any:
    for title, icon, model in items:
        app, name = model.split(".")
        if request.user.has_perm(f"{app}.view_{name}"):
            address = reverse(f"admin:{app}_{name}_changelist")
            yield {"title": title, "icon": icon, "link": address}
