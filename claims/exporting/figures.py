# ruff: noqa: S608  (no word of the SQL comes from outside: values are parameters)
"""Claims, a line each; and their figures and their places in comparisons, with the same columns."""

from typing import Final

from claims.exporting.columns import Table, group

# The figure that comes first in the claim's words.
_FIRST_FIGURE: Final = """
LEFT JOIN LATERAL (
    SELECT quantity.* FROM claims_quantity quantity
    WHERE quantity.claim_id = claim.id ORDER BY quantity.start LIMIT 1
) figure ON true
"""
# What one source counts as, step by step along the merges: by the index, for each step of a chain.
_ROOT: Final = """
    WITH RECURSIVE up (id) AS (
        SELECT merge.kept_id FROM claims_sourcemerge merge
        WHERE merge.merged_id = step.source_id AND merge.judgement = 'positive'
        UNION
        SELECT merge.kept_id FROM up
        JOIN claims_sourcemerge merge ON merge.merged_id = up.id AND merge.judgement = 'positive'
    )
    SELECT up.id FROM up WHERE NOT EXISTS (
        SELECT FROM claims_sourcemerge merge
        WHERE merge.merged_id = up.id AND merge.judgement = 'positive'
    )
"""
# Whom the claim came through. No constraint forbids a ring of parents: it is cut where it closes.
_OUTER: Final = f"""
LEFT JOIN LATERAL (
    WITH RECURSIVE step (id, parent_id, source_id, depth, seen) AS (
        SELECT outward.id, outward.parent_id, outward.source_id, 1, ARRAY[claim.id, outward.id]
        FROM claims_claim outward WHERE outward.id = claim.parent_id
        UNION ALL
        SELECT outward.id, outward.parent_id, outward.source_id, step.depth + 1,
            step.seen || outward.id
        FROM step JOIN claims_claim outward ON outward.id = step.parent_id
        WHERE outward.id <> ALL (step.seen)
    )
    SELECT string_agg(coalesce(party.label_en, '…'), ' ← ' ORDER BY step.depth DESC) AS en,
        string_agg(coalesce(party.label_zh, '…'), ' ← ' ORDER BY step.depth DESC) AS zh
    FROM step
    LEFT JOIN claims_source party ON party.id = coalesce(({_ROOT}), step.source_id)
) outer_steps ON true
"""
_AROUND: Final = f"""
JOIN articles_articletext text ON text.id = claim.article_text_id
JOIN articles_article article ON article.id = text.article_id
LEFT JOIN articles_publisher publisher ON publisher.id = article.publisher_id
LEFT JOIN claims_claim parent ON parent.id = claim.parent_id
LEFT JOIN claims_source named ON named.id = claim.source_id
LEFT JOIN claims_standing standing ON standing.source_id = claim.source_id
LEFT JOIN claims_source origin ON origin.id = standing.root_id
{_OUTER}
LEFT JOIN LATERAL (
    SELECT about.begin, about.finish, about.granularity FROM claims_timeexpression about
    WHERE about.claim_id = claim.id AND about.relation = 'content'
    ORDER BY abs(about.start - coalesce(figure.start, claim.position)), about.start LIMIT 1
) about ON true
"""

_SHARED: Final = (*group("figure"), *group("time"), *group("source"), *group("article"))

CLAIMS: Final = Table(
    name="claims",
    kind="claim",
    title_en="Claims, a row each, with the first of their figures",
    title_zh="说法，每行一条，附其第一个数值",
    core="claims_claim claim",
    id="claim.public_id",
    key="claim.id",
    joins=_FIRST_FIGURE + _AROUND,
    columns=(
        *group("id", id="claim.public_id"),
        *_SHARED,
        *group("claim", modality="claim.modality", polarity="claim.polarity"),
        *group("claim_only"),
        *group("updated", ids="claim.public_id"),
    ),
)
QUANTITIES: Final = Table(
    name="quantities",
    kind="quantity",
    title_en="Figures, a row each, with the claim that gives it",
    title_zh="数值，每行一个，附给出它的说法",
    core="claims_quantity figure JOIN claims_claim claim ON claim.id = figure.claim_id",
    id="figure.public_id",
    key="figure.id",
    joins=_AROUND,
    columns=(
        *group("id", id="figure.public_id"),
        *group("claim_id"),
        *_SHARED,
        *group("claim", modality="figure.modality", polarity="figure.polarity"),
        *group("updated", ids="claim.public_id"),
    ),
    claim="claim.public_id",
)
ENTRIES: Final = Table(
    name="entries",
    kind="entry",
    title_en="Answers in comparisons, a row each, with the claim that gives it",
    title_zh="对比中的回答，每行一个，附给出它的说法",
    core="claims_entry entry JOIN claims_claim claim ON claim.id = entry.claim_id",
    id="entry.public_id",
    key="entry.id",
    joins="""
JOIN claims_comparison comparison ON comparison.id = entry.comparison_id
LEFT JOIN claims_quantity figure ON figure.id = entry.quantity_id
"""
    + _AROUND,
    columns=(
        *group("id", id="entry.public_id"),
        *group("entry"),
        *group("claim_id"),
        *_SHARED,
        *group(
            "claim",
            modality="coalesce(figure.modality, claim.modality)",
            polarity="coalesce(figure.polarity, claim.polarity)",
        ),
        *group("updated", ids="entry.public_id, claim.public_id"),
    ),
    claim="claim.public_id",
)
