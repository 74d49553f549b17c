from django.utils.translation import get_language


def in_reading_language(english: str, chinese: str) -> str:
    """Whichever of two wordings the page is being read in."""
    return chinese if (get_language() or "").startswith("zh") else english
