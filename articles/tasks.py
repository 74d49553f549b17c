"""Jobs about jobs."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled_jobs", pass_context=False)
async def retry_stalled_jobs(timestamp: int) -> None:
    """Give the jobs of a worker that was killed to another. A second run of them is harmless."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
