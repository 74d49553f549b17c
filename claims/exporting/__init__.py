"""Everything to take away: flat rows as NDJSON, CSV or Parquet, whole or what has changed since.

One definition of the columns (`TABLES`) makes the query, the files and the data dictionary.
"""

from claims.exporting.columns import Column, Kind, Table
from claims.exporting.dictionary import as_csvw, as_markdown
from claims.exporting.figures import CLAIMS, ENTRIES, QUANTITIES
from claims.exporting.records import ARTICLES, LINKS, SOURCES
from claims.exporting.since import KEPT, Gone, Position, Since, Unknown, high_water
from claims.exporting.statements import Export
from claims.exporting.streams import FORMATS, stream

TABLES = (CLAIMS, QUANTITIES, ENTRIES, LINKS, SOURCES, ARTICLES)

__all__ = [
    "ARTICLES",
    "CLAIMS",
    "ENTRIES",
    "FORMATS",
    "KEPT",
    "LINKS",
    "QUANTITIES",
    "SOURCES",
    "TABLES",
    "Column",
    "Export",
    "Gone",
    "Kind",
    "Position",
    "Since",
    "Table",
    "Unknown",
    "as_csvw",
    "as_markdown",
    "high_water",
    "stream",
]
