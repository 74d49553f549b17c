"""The sample articles as texts, whole and in every shape that another publisher gives them."""

from functools import cache
from pathlib import Path

from articles.reading import read

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "articles" / "samples").glob("0*"))
TRANSLATED = Path(__file__).resolve().parent / "translated"


@cache
def sample(number: int) -> tuple[str, str]:
    """Text and language of a sample."""
    path = SAMPLES[number - 1]
    article = read(path.read_bytes(), name=path.name)
    return article.text, article.language


def translation(name: str) -> tuple[str, str]:
    """Text and language of a translation, as `translation("03-zh-Hans")`."""
    return (TRANSLATED / f"{name}.txt").read_text(encoding="utf-8").strip(), name[3:]


# Which sample each translation is of.
TRANSLATIONS = {"03-zh-Hans": 3, "05-zh-Hant": 5, "06-zh-Hans": 6, "08-en": 8}
