"""Figures in words, in the language of the reader."""

from decimal import Decimal

from claims.comparing.figures import Figure
from claims.normalising import headlines

# How each language says each shape of a figure.
PATTERNS = {
    "en": {
        "about": "about {}",
        "range": "{}–{}",
        "low": "more than {}",
        "high": "up to {}",
        "rise": "{} more",
        "fall": "{} fewer",
    },
    "zh": {
        "about": "约{}",
        "range": "{}至{}",
        "low": "超过{}",
        "high": "至多{}",
        "rise": "增加{}",
        "fall": "减少{}",
    },
}
ORDERS_OF_MAGNITUDE = {
    1: ("dozens", "数十"),
    2: ("hundreds", "数百"),
    3: ("thousands", "数千"),
    4: ("tens of thousands", "数万"),
    5: ("hundreds of thousands", "数十万"),
    6: ("millions", "数百万"),
    7: ("tens of millions", "数千万"),
}


def figure_words(figure: Figure, language: str) -> str:
    """
    >>> figure_words(Figure(value=Decimal(70000), approximate=True), "en")
    'about 70,000'
    >>> figure_words(Figure(low=Decimal(80000), high=Decimal(90000)), "zh-hans")
    '8万至9万'
    """
    patterns = PATTERNS["zh" if language.startswith("zh") else "en"]
    words = _bare(figure, language, patterns)
    return patterns[figure.direction or "rise"].format(words) if figure.change else words


def number_words(number: Decimal, language: str) -> str:
    """As in headlines: grouped digits, round numbers in millions, 万 and 亿.

    >>> number_words(Decimal("175000.000000"), "zh-hans"), number_words(Decimal(94300), "zh-hans")
    ('17.5万', '94,300')
    """
    return headlines.number_words(number, "zh" if language.startswith("zh") else "en")


def _bare(figure: Figure, language: str, patterns: dict[str, str]) -> str:
    order = figure.low.adjusted() if figure.low is not None else 0
    if figure.is_order_of_magnitude and order in ORDERS_OF_MAGNITUDE:
        return ORDERS_OF_MAGNITUDE[order][language.startswith("zh")]
    if figure.value is None and figure.low is not None and figure.high is not None:
        low, high = number_words(figure.low, language), number_words(figure.high, language)
        return patterns["range"].format(low, high)
    only_low = figure.low is not None and figure.high is None
    only_high = figure.high is not None and figure.low is None
    shape = "low" if only_low else "high" if only_high else "about" if figure.approximate else ""
    words = number_words(figure.lowest, language)
    return patterns[shape].format(words) if shape else words
