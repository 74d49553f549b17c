import io
import zipfile

import pytest

from articles.models import Article, ArticleText, ImportBatch, Original, Publisher
from articles.services import ImportInput, import_add, import_begin, import_sealed

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


def pages(number: int) -> list[bytes]:
    """Articles with words and addresses of their own."""
    return [
        page(f"{BODY} He counted {n} more.", url=f"https://harbour.example/{n}.html")
        for n in range(number)
    ]


def counts() -> dict[str, int]:
    """How many rows every import could add to."""
    return {model.__name__: model.objects.count() for model in (Article, ArticleText)} | {
        model.__name__: model.objects.count() for model in (Original, Publisher)
    }


@pytest.fixture
def nothing() -> dict[str, int]:
    return dict.fromkeys(("Article", "ArticleText", "Original", "Publisher"), 0)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def begun(*given: ImportInput | bytes, defer: bool = True) -> ImportBatch:
    """A batch of these, sealed; its items wait."""
    batch = import_begin(door=ImportBatch.Door.API)
    for number, one in enumerate(given):
        one = one if isinstance(one, ImportInput) else ImportInput(f"{number}.md", one)
        import_add(batch=batch, given=one, defer=defer)
    import_sealed(batch=batch)
    return batch


def outcomes(batch: ImportBatch) -> list[str]:
    return list(batch.items.order_by("pk").values_list("outcome", flat=True))


def report(batch: ImportBatch) -> dict[str, tuple[str, str]]:
    return {item.name: (item.outcome, item.reason) for item in batch.items.all()}
