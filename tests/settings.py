"""The service's own settings, less what only costs time in tests."""

import os

from tests.database import scratch_database_url

# Before the service's settings look for a server: the tests' own one forgets what a crash would
# take. A server that was named in DATABASE_URL is left as it is.
os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or scratch_database_url()

from config.settings import *  # noqa: F403
from config.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files straight from their folders: no collectstatic before a test run.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# The tests' own server may be asked as fast as it answers.
FETCH_SECONDS_BETWEEN = 0.0
