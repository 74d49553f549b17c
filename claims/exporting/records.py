"""Links, sources and articles, a line each."""

from typing import Final

from claims.exporting.columns import Table, group

LINKS: Final = Table(
    name="links",
    kind="link",
    title_en="Editors’ rulings on pairs of claims, a row each; those undone included",
    title_zh="编辑对成对说法的判断，每行一个，包括已撤销的",
    core="claims_link link",
    id="link.public_id",
    key="link.id",
    joins="""
JOIN claims_claim first ON first.id = link.first_id
JOIN claims_claim second ON second.id = link.second_id
""",
    columns=(
        *group("id", id="link.public_id"),
        *group("link"),
        *group("updated", ids="link.public_id"),
    ),
)
SOURCES: Final = Table(
    name="sources",
    kind="source",
    title_en="Sources, a row each, with what they count as",
    title_zh="来源，每行一个，附合并后的归属",
    core="claims_source source",
    id="source.public_id",
    key="source.id",
    joins="""
JOIN claims_standing standing ON standing.source_id = source.id
JOIN claims_source root ON root.id = standing.root_id
""",
    columns=(
        *group("id", id="source.public_id"),
        *group("register"),
        *group("updated", ids="source.public_id"),
    ),
)
ARTICLES: Final = Table(
    name="articles",
    kind="article",
    title_en="Articles, a row each, with their current text",
    title_zh="文章，每行一篇，附当前正文",
    core="articles_article article JOIN articles_articletext text"
    " ON text.article_id = article.id AND text.is_current",
    id="article.public_id",
    key="text.id",
    joins="""
LEFT JOIN articles_publisher publisher ON publisher.id = article.publisher_id
LEFT JOIN articles_publisher wire ON wire.id = text.wire_service_id
""",
    columns=(
        *group("id", id="article.public_id"),
        *group("text"),
        *group("updated", ids="article.public_id"),
    ),
)
