from importlib import import_module

from django.db import migrations

changes = import_module("articles.migrations.0011_changes")
OWN, REALLY, parts_of = changes.OWN, changes.REALLY, changes.parts_of

# A claim shows its source as it counts, and the chain that leads to it: what is true of a source is
# shown with the claims of its family, and with those that these may lead to in the same text.
FAMILY = """
    JOIN claims_standing its ON its.source_id = {source}
    JOIN claims_standing standing ON standing.root_id = its.root_id
"""
AND_INNER_CLAIMS = """
    JOIN claims_claim told ON told.source_id = standing.source_id
    JOIN claims_claim claim ON claim.article_text_id = told.article_text_id
        AND (claim.id = told.id OR claim.parent_id IS NOT NULL)
"""
OUTER_CLAIM = "SELECT claim.public_id FROM changed JOIN claims_claim claim ON claim.id = changed.parent_id"
CLAIMS_AROUND = {
    "INSERT": OUTER_CLAIM,
    "UPDATE": """
        SELECT claim.public_id FROM claims_claim claim WHERE claim.article_text_id IN (
            SELECT unnest(ARRAY[changed.article_text_id, former.article_text_id])
            FROM changed JOIN former USING (id)
            WHERE (changed.parent_id, changed.source_id, changed.article_text_id)
                IS DISTINCT FROM (former.parent_id, former.source_id, former.article_text_id)
        )
    """,
    "DELETE": OUTER_CLAIM,
}
OF_SOURCE = FAMILY.format(source="changed.id")
OF_MERGE = FAMILY.format(source="ANY (ARRAY[changed.kept_id, changed.merged_id])")
STANDS = "WHERE changed.judgement = 'positive'"
STANDS_OR_STOOD = "WHERE 'positive' IN (changed.judgement, former.judgement)"


def of_merge(selected: str) -> dict[str, str]:
    return {
        "INSERT": f"{selected} FROM changed {OF_MERGE} {{rows}} {STANDS}",
        "UPDATE": f"{selected} FROM changed JOIN former USING (id) {OF_MERGE} {{rows}} {STANDS_OR_STOOD}",
        "DELETE": f"{selected} FROM changed {OF_MERGE} {{rows}} {STANDS}",
    }


def _filled(queries: dict[str, str], rows: str) -> dict[str, str]:
    return {event: query.format(rows=rows) for event, query in queries.items()}


CLAIMS_OF_MERGE = _filled(of_merge("SELECT claim.public_id"), AND_INNER_CLAIMS)
SOURCES_OF_MERGE = _filled(
    of_merge("SELECT source.public_id"),
    "JOIN claims_source source ON source.id = standing.source_id",
)
CLAIMS_OF_SOURCE = f"""
SELECT claim.public_id FROM changed JOIN former USING (id) {OF_SOURCE} {AND_INNER_CLAIMS}
WHERE changed.* IS DISTINCT FROM former.*
"""
# Sources in whose family another was renamed, which they show as what they count as.
SOURCES_OF_SOURCE = f"""
SELECT source.public_id FROM changed JOIN former USING (id) {OF_SOURCE}
JOIN claims_source source ON source.id = standing.source_id
WHERE changed.* IS DISTINCT FROM former.*
"""
CLAIMS_OF_TEXT = f"SELECT claim.public_id FROM claims_claim claim WHERE claim.article_text_id IN (SELECT id {REALLY})"
CLAIMS_OF_ARTICLE = """
SELECT claim.public_id FROM changed JOIN former USING (id)
JOIN articles_articletext text ON text.article_id = changed.id
JOIN claims_claim claim ON claim.article_text_id = text.id
WHERE (changed.publisher_id, changed.canonical_url)
    IS DISTINCT FROM (former.publisher_id, former.canonical_url)
"""
CLAIMS_OF_PUBLISHER = f"""
SELECT claim.public_id FROM claims_claim claim
JOIN articles_articletext text ON text.id = claim.article_text_id
JOIN articles_article article ON article.id = text.article_id
WHERE article.publisher_id IN (SELECT id {REALLY}) OR text.wire_service_id IN (SELECT id {REALLY})
"""
CLAIMS_OF_TAG = f"""
SELECT claim.public_id FROM claims_claim claim
JOIN claims_claim_tags tagging ON tagging.claim_id = claim.id
WHERE tagging.tag_id IN (SELECT id {REALLY})
"""
# Found by the comparison's slug; entries also show it.
OF_COMPARISON = """
SELECT {row}.public_id FROM changed JOIN former USING (id)
JOIN claims_entry entry ON entry.comparison_id = changed.id
JOIN claims_claim claim ON claim.id = entry.claim_id
WHERE changed.slug IS DISTINCT FROM former.slug
"""
CLAIM_PARTS = parts_of("claims_claim", "claim_id")
ENTRY_PARTS = parts_of("claims_entry", "entry_id")
SOURCE_PARTS = parts_of("claims_source", "source_id")
NOTED = (
    ("claim", "claims_claim", "claim", OWN),
    ("around", "claims_claim", "claim", CLAIMS_AROUND),
    ("claim", "claims_claimspan", "claim", CLAIM_PARTS),
    ("claim", "claims_quantity", "claim", CLAIM_PARTS),
    ("claim", "claims_timeexpression", "claim", CLAIM_PARTS),
    ("claim", "claims_claim_tags", "claim", CLAIM_PARTS),
    ("claim", "claims_entry", "claim", CLAIM_PARTS),
    ("claim", "claims_source", "claim", {"UPDATE": CLAIMS_OF_SOURCE}),
    ("claim", "claims_sourcemerge", "claim", CLAIMS_OF_MERGE),
    ("claim", "articles_articletext", "claim", {"UPDATE": CLAIMS_OF_TEXT}),
    ("claim", "articles_article", "claim", {"UPDATE": CLAIMS_OF_ARTICLE}),
    ("claim", "articles_publisher", "claim", {"UPDATE": CLAIMS_OF_PUBLISHER}),
    ("claim", "articles_tag", "claim", {"UPDATE": CLAIMS_OF_TAG}),
    ("claim", "claims_comparison", "claim", {"UPDATE": OF_COMPARISON.format(row="claim")}),
    ("quantity", "claims_quantity", "quantity", OWN),
    ("source", "claims_source", "source", OWN),
    ("family", "claims_source", "source", {"UPDATE": SOURCES_OF_SOURCE}),
    ("source", "claims_sourcename", "source", SOURCE_PARTS),
    ("source", "claims_sourcemerge", "source", SOURCES_OF_MERGE),
    ("link", "claims_link", "link", OWN),
    ("comparison", "claims_comparison", "comparison", OWN),
    ("entry", "claims_entry", "entry", OWN),
    ("entry", "claims_scopedifference", "entry", ENTRY_PARTS),
    ("entry", "claims_comparison", "entry", {"UPDATE": OF_COMPARISON.format(row="entry")}),
)
ALREADY = ("claim", "quantity", "source", "link", "comparison", "entry")


def create() -> str:
    return "\n".join(line for noted in NOTED for line in changes.trigger(*noted))


def drop() -> str:
    return "\n".join(
        line for name, table, _kind, queries in NOTED for line in changes.dropped(name, table, queries)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_changes'),
        ('claims', '0023_webhooks'),
    ]

    operations = [
        migrations.RunSQL(create(), drop()),
        *(
            migrations.RunSQL(
                changes.EVERYTHING.format(kind=kind, table=f'claims_{kind}'), migrations.RunSQL.noop
            )
            for kind in ALREADY
        ),
    ]
