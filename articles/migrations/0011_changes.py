from collections.abc import Iterator

import django.db.models.functions.datetime
from django.db import migrations, models

# Triggers note which rows a transaction changes, below every door and with the change itself. They
# only ever add: no transaction waits for another, and what commits late is noted under its number.
FUNCTION = """
-- Arguments: the kind of what has changed, and a query for the public ids of the rows.
CREATE FUNCTION articles_change_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'INSERT INTO articles_change (public_id, transaction, kind, at)'
        ' SELECT DISTINCT found.public_id, pg_current_xact_id()::text::bigint, $1, now()'
        ' FROM (' || TG_ARGV[1] || ') AS found ON CONFLICT DO NOTHING'
        USING TG_ARGV[0];
    RETURN NULL;
END $$;
"""
EVERYTHING = """
INSERT INTO articles_change (public_id, transaction, kind, at)
SELECT public_id, pg_current_xact_id()::text::bigint, '{kind}', now() FROM {table};
"""
# The rows after an insertion or an update, and those before a deletion, are `changed`; those before
# an update are `former`. A row that is saved as it was has not changed.
TABLES = {
    "INSERT": "REFERENCING NEW TABLE AS changed",
    "UPDATE": "REFERENCING OLD TABLE AS former NEW TABLE AS changed",
    "DELETE": "REFERENCING OLD TABLE AS changed",
}
REALLY = "FROM changed JOIN former USING (id) WHERE changed.* IS DISTINCT FROM former.*"
OWN = {
    "INSERT": "SELECT public_id FROM changed",
    "UPDATE": f"SELECT changed.public_id {REALLY}",
    "DELETE": "SELECT public_id FROM changed",
}


def touching(column: str) -> dict[str, str]:
    """Rows of a table of parts: `touched.id` is what they are part of, before and after."""
    rows = f"SELECT {column} AS id FROM changed"
    return {
        "INSERT": f"({rows}) AS touched",
        "UPDATE": f"({rows} UNION SELECT {column} FROM former) AS touched",
        "DELETE": f"({rows}) AS touched",
    }


def trigger(name: str, table: str, kind: str, queries: dict[str, str]) -> Iterator[str]:
    for event, query in queries.items():
        yield (
            f"CREATE TRIGGER change_{name}_{event.lower()} AFTER {event} ON {table}"
            f" {TABLES[event]} FOR EACH STATEMENT"
            f" EXECUTE FUNCTION articles_change_note('{kind}', $q${query}$q$);"
        )


def dropped(name: str, table: str, queries: dict[str, str]) -> Iterator[str]:
    for event in queries:
        yield f"DROP TRIGGER change_{name}_{event.lower()} ON {table};"


def parts_of(table: str, column: str) -> dict[str, str]:
    return {
        event: f"SELECT whole.public_id FROM {rows} JOIN {table} whole ON whole.id = touched.id"
        for event, rows in touching(column).items()
    }


ARTICLES_OF_PUBLISHER = f"""
SELECT article.public_id FROM articles_article article
WHERE article.publisher_id IN (SELECT id {REALLY})
OR article.id IN (SELECT article_id FROM articles_articletext
                  WHERE wire_service_id IN (SELECT id {REALLY}))
"""
ARTICLES_OF_TAG = f"""
SELECT article.public_id FROM articles_article article
JOIN articles_article_tags tagging ON tagging.article_id = article.id
WHERE tagging.tag_id IN (SELECT id {REALLY})
"""
NOTED = (
    ("publisher", "articles_publisher", "publisher", OWN),
    ("article", "articles_article", "article", OWN),
    ("article", "articles_articletext", "article", parts_of("articles_article", "article_id")),
    ("article", "articles_article_tags", "article", parts_of("articles_article", "article_id")),
    ("article", "articles_publisher", "article", {"UPDATE": ARTICLES_OF_PUBLISHER}),
    ("article", "articles_tag", "article", {"UPDATE": ARTICLES_OF_TAG}),
)
ALREADY = (("publisher", "articles_publisher"), ("article", "articles_article"))


def create() -> str:
    return "\n".join(line for noted in NOTED for line in trigger(*noted))


def drop() -> str:
    return "\n".join(line for name, table, _kind, queries in NOTED for line in dropped(name, table, queries))


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_public_ids'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('pk', models.CompositePrimaryKey('public_id', 'transaction', blank=True, editable=False, primary_key=True, serialize=False)),
                ('public_id', models.UUIDField()),
                ('transaction', models.BigIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['kind', 'transaction'], name='changes_since_a_transaction'), models.Index(fields=['kind', 'at'], name='changes_since_a_time')],
            },
        ),
        migrations.RunSQL(FUNCTION, 'DROP FUNCTION articles_change_note();'),
        migrations.RunSQL(create(), drop()),
        *(
            migrations.RunSQL(EVERYTHING.format(kind=kind, table=table), migrations.RunSQL.noop)
            for kind, table in ALREADY
        ),
    ]
