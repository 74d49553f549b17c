import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import ArticleText
from articles.services import import_original
from claims.extraction import Attribution
from claims.models import Claim
from tests.articles.services.conftest import page
from tests.claims.management.test_import_articles import finds_the_minister, run
from tests.claims.services.conftest import Engine

pytestmark = pytest.mark.django_db(transaction=True)


def _statuses() -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name="claims.tasks.extract_article_text")
    return list(jobs.values_list("status", flat=True))


def test_an_imported_text_is_extracted_by_the_worker(engine: Engine) -> None:
    engine.finds = finds_the_minister
    import_original(data=page())
    assert _statuses() == ["todo"]
    run("worker", until_done=True)
    assert Claim.objects.get().speaker_name == "Oleksii Reznikov"
    assert _statuses() == []


def test_a_text_that_cannot_be_extracted_stays_on_view(engine: Engine) -> None:
    def broken(text: ArticleText) -> list[Attribution]:
        raise ValueError("a bad day")

    engine.finds = broken
    import_original(data=page())
    run("worker", until_done=True)
    assert _statuses() == ["failed"]


def test_the_job_of_a_worker_that_was_killed_is_given_to_another(engine: Engine) -> None:
    engine.finds = finds_the_minister
    import_original(data=page())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 hour') RETURNING id"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s"
            " WHERE task_name = 'claims.tasks.extract_article_text'",
            cursor.fetchone(),
        )
    run("worker", until_done=True)
    assert Claim.objects.count() == 1
    assert _statuses() == []
