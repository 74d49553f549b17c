"""Jobs. Each calls one service."""

from procrastinate.contrib.django import app


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="forget_answers", priority=50, pass_context=False)
def forget_answers(timestamp: int) -> None:
    from access.idempotency import answers_forget

    answers_forget()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="forget_old_counts", priority=50, pass_context=False)
def forget_old_counts(timestamp: int) -> None:
    from access import throttles

    throttles.forget_old_counts()
