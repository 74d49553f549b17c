import pytest

from claims.selectors.surroundings import Surrounded, content_surrounded, passages_surrounded
from tests.factories import AnnotationFactory, ArticleTextFactory, ClaimFactory

pytestmark = pytest.mark.django_db
TEXT = "标题😀\n他说𠮷田有94,300名军人。然后"


@pytest.mark.parametrize("quote", ["标", "𠮷田有94,300名军人", "然后", TEXT])
@pytest.mark.parametrize("around", [3, 32])
def test_what_stands_around_is_what_python_would_cut(quote: str, around: int) -> None:
    text = ArticleTextFactory(text=TEXT)
    start = TEXT.index(quote)
    end = start + len(quote)
    claim = ClaimFactory(article_text=text, spans={"content": [quote]}, quantities=[], times=[])
    note = AnnotationFactory(claim=None, article_text=text, start=start, end=end)
    expected = Surrounded(
        start, end, quote, TEXT[max(start - around, 0) : start], TEXT[end : end + around]
    )
    assert content_surrounded([claim.pk], around) == {claim.pk: [expected]}
    assert passages_surrounded([note.pk], around) == {note.pk: expected}
