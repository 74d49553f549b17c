"""A text in a language that the engine does not read: no claims, and everybody is told why."""

import io
import json

import pytest
from django.core.management import call_command
from django.test import Client

from claims.models import Claim, ExtractionRun
from claims.selectors.pages import unread_language
from claims.services.extraction import extract_article_text
from tests.factories import ArticleTextFactory

pytestmark = pytest.mark.django_db

ARABIC = "عنوان\nقال الوزير يوم الجمعة إن 94 ألف جندي ينتشرون قرب الحدود."


def test_the_run_names_the_language() -> None:
    text = ArticleTextFactory(text=ARABIC, language="ar")
    run = extract_article_text(article_text_id=text.pk)
    assert (run.claim_count, run.error, run.unread_language) == (0, "", "ar")
    assert unread_language(text) == "ar"
    assert not Claim.objects.exists()


def test_a_text_that_is_read_has_no_such_run() -> None:
    text = ArticleTextFactory(text="Title\nRain fell on the islands.", language="en")
    assert extract_article_text(article_text_id=text.pk).unread_language == ""
    assert unread_language(text) == ""


def test_the_page_and_the_desk_say_why_there_are_no_claims(admin_client: Client) -> None:
    text = ArticleTextFactory(text=ARABIC, language="ar")
    extract_article_text(article_text_id=text.pk)
    for address in (
        f"/articles/{text.article_id}/",
        f"/admin/articles/article/{text.article_id}/change/",
    ):
        page = admin_client.get(address)
        assert "its language (ar) is not one that the engine reads" in page.content.decode()
    runs = admin_client.get("/admin/claims/extractionrun/").content.decode()
    assert "language not read: ar" in runs


def test_the_command_says_so() -> None:
    text = ArticleTextFactory(text=ARABIC, language="ar")
    out = io.StringIO()
    call_command("extract_claims", str(text.pk), "--json", stdout=out)
    assert json.loads(out.getvalue())["unread_language"] == "ar"
    assert ExtractionRun.objects.get().unread_language == "ar"
