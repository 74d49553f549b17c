"""Acts as the desk's page sends them."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Claim


def address(name: str, desk: Any, *args: Any) -> str:
    return reverse(f"admin:articles_article_desk_{name}", args=[desk.article.pk, *args])


def send(client: Client, where: str, body: Any) -> Any:
    return client.post(where, json.dumps(body), content_type="application/json")


def do(client: Client, desk: Any, act: str, claim: Claim | None = None, **body: Any) -> Any:
    claim = claim or desk.claim
    where = address("act", desk, claim.pk, act)
    return send(client, where, {"version": claim.version} | body)
