import pytest

from articles.models import Article, ArticleText, Original, Publisher

BODY = (
    "Ukraine’s defence minister Oleksii Reznikov told parliament on Friday that Russia had massed "
    "94,300 troops near the border.\n\nHe said that an attack was most likely in January."
)
URL = "https://www.harbour.example/2021/12/troops.html"


def page(
    body: str = BODY, url: str | None = URL, publisher: str | None = "Harbour Courier"
) -> bytes:
    """An article in Markdown with front matter."""
    fields = ['title: "Figures differ on the border"', 'date: "2021-12-04"', "category: World"]
    fields += [f'publisher: "{publisher}"'] if publisher else []
    fields += [f'original_url: "{url}"', f'url: "{url}"'] if url else []
    front = "\n".join(fields)
    return f"---\n{front}\n---\n\n# Figures differ on the border\n\n{body}\n".encode()


def counts() -> dict[str, int]:
    """How many rows every import could add to."""
    return {model.__name__: model.objects.count() for model in (Article, ArticleText)} | {
        model.__name__: model.objects.count() for model in (Original, Publisher)
    }


@pytest.fixture
def nothing() -> dict[str, int]:
    return dict.fromkeys(("Article", "ArticleText", "Original", "Publisher"), 0)
