"""What is noted of changes (articles.models.Change) is kept as long as a mirror may ask for it."""

from typing import Final

from django.db import connection

from claims.exporting import KEPT, TABLES

# Of several changes of one row the last tells all: whoever asks for an earlier one gets it too.
_OVERTAKEN: Final = """
DELETE FROM articles_change former USING articles_change later
WHERE later.public_id = former.public_id AND later.transaction > former.transaction
"""
_FORGOTTEN: Final = """
DELETE FROM articles_change change
WHERE change.kind = %s AND change.at < now() - make_interval(days => %s)
AND NOT EXISTS (SELECT FROM {rows} WHERE thing.public_id = change.public_id)
"""
_ROWS: Final = {"article": "articles_article", "publisher": "articles_publisher"}


def changes_tidied() -> int:
    """Drop what is overtaken or too long gone for a mirror to ask; how many those were."""
    kinds = [*(table.kind for table in TABLES), "publisher", "comparison"]
    with connection.cursor() as cursor:
        cursor.execute(_OVERTAKEN)
        dropped = cursor.rowcount
        for kind in kinds:
            rows = f"{_ROWS.get(kind, f'claims_{kind}')} thing"
            cursor.execute(_FORGOTTEN.format(rows=rows), [kind, KEPT.days])
            dropped += cursor.rowcount
    return int(dropped)
