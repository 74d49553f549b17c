from typing import Any

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import tasks
from claims.services import extraction, link_suggesting


def test_a_task_calls_one_service(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[dict[str, Any]] = []
    monkeypatch.setattr(extraction, "extract_article_text", lambda **given: called.append(given))
    tasks.extract_article_text(article_text_id=7)
    assert called == [{"article_text_id": 7}]


def test_links_are_suggested_for_a_text_and_for_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[dict[str, Any]] = []
    for service in ("links_suggest", "links_suggest_of_text"):
        monkeypatch.setattr(link_suggesting, service, lambda **given: called.append(given))
    tasks.suggest_links(article_text_id=7)
    tasks.suggest_links_of_claim(claim_id=9)
    assert called == [{"article_text_id": 7}, {"claim_ids": [9]}]


def test_the_settings_name_a_task_that_there_is(settings: Any) -> None:
    app.perform_import_paths()
    assert set(settings.TASKS_FOR_NEW_TEXTS) <= set(app.tasks)


@pytest.mark.django_db
def test_a_text_waits_once(settings: Any) -> None:
    from articles.services.deferring import defer_tasks
    from tests.factories import ArticleTextFactory

    text = ArticleTextFactory()
    defer_tasks(text)
    defer_tasks(text)
    assert ProcrastinateJob.objects.count() == len(settings.TASKS_FOR_NEW_TEXTS)
