"""The tests' own PostgreSQL server; how its databases are made, and emptied after a test."""

import hashlib
import os
import sys
from pathlib import Path

import psycopg
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.test import TransactionTestCase

from config.embedded_database import database_url

ROOT = Path(__file__).resolve().parent.parent
NO_WAITING = ("fsync", "synchronous_commit", "full_page_writes")
FOUNDATION = "according_foundation_"
UNFINISHED = "according_unfinished_foundation"
MOST_KEPT = 3  # foundations: of the branches that one goes to and fro between
# What migrating writes. No test changes it for good, and none of it points to what is emptied.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def scratch_database_url() -> str:
    """Start or join a server beside the service's own which never waits for the disk."""
    url = database_url(Path(os.environ.get("ACCORDING_VAR", ROOT / "var")) / "postgres-tests")
    with psycopg.connect(url, autocommit=True) as server:
        for name in NO_WAITING:
            if server.execute(f"SHOW {name}").fetchone() != ("off",):
                server.execute(f"ALTER SYSTEM SET {name} = off")
                server.execute("SELECT pg_reload_conf()")
    return url


def foundation() -> str:
    """The name of a database with all migrations applied and no rows, to copy for tests.

    Migrating takes twenty seconds, a copy less than one: the first process that comes with these
    migrations lays the foundation, and it stays with the server.
    """
    name = FOUNDATION + _digest_of_migrations()
    with connection._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [FOUNDATION])
        server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC",
            [FOUNDATION],
        )
        known = [row[0] for row in server.fetchall()]
        if name not in known:
            for old in known[MOST_KEPT - 1 :]:
                server.execute(f'DROP DATABASE "{old}"')
            _migrate_unfinished()
            server.execute(f'ALTER DATABASE "{UNFINISHED}" RENAME TO "{name}"')
    return name


def _digest_of_migrations() -> str:
    digest = hashlib.sha256()
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(repr(key).encode())
        digest.update(Path(str(sys.modules[migration.__module__].__file__)).read_bytes())
    return digest.hexdigest()[:12]


def _migrate_unfinished() -> None:
    settings = connection.settings_dict
    names = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = UNFINISHED
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        settings["NAME"], settings["TEST"]["NAME"] = names


def empty_database(test: TransactionTestCase) -> None:
    """In the place of Django's flush, which lists every table, leaves out those of the queue, and
    lays types, permissions and triggers anew each time."""
    for alias in test._databases_names(include_mirrors=False):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            tables = sorted({name for (name,) in cursor.fetchall()} - KEPT)
            a_row_of_each = (f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in tables)
            cursor.execute(" UNION ALL ".join(a_row_of_each))
            if filled := [f'"{name}"' for (name,) in cursor.fetchall()]:
                cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")


def hang_up_on_others() -> None:
    """End every other connection to the tests' database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
