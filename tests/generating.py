"""Any number of articles out of the samples, by substitution: other people, other figures, other
order, another outlet. They read like news, mean nothing, and no two are the same.

The same number always gives the same article, so that runs can be compared.
"""

import html
import json
import random
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from articles.reading import ReadArticle, read
from tests.conftest import ROOT

SAMPLES = ROOT / "articles" / "samples"
OUTLETS = {
    "en": [f"The {place} {kind}" for place in ("Alder", "Bluff", "Cape", "Dale", "Elm", "Fen")
           for kind in ("Post", "Times", "Ledger")],
    "zh": [f"{place}{kind}" for place in ("东岸", "南湾", "西岭", "北港", "中原", "海角")
           for kind in ("日报", "晚报", "新闻")],
}  # fmt: skip
# Who speaks in the samples, and who speaks instead of them.
PEOPLE = {
    "en": ["Reznikov", "Danilov", "Milley", "Austin", "Carpenter", "Stoltenberg", "Lavrov",
           "Biden"],
    "zh": ["列兹尼科夫", "丹尼洛夫", "列茲尼科夫", "普萨基", "马兰", "斯托尔滕贝格", "佩斯科夫",
           "拜登"],
}  # fmt: skip
OTHERS = {
    "en": ["Albrecht", "Bondarenko", "Castellan", "Drummond", "Eriksen", "Fontaine", "Grabowski",
           "Halloran", "Ivanchuk", "Jorgensen", "Kovalenko", "Lindqvist", "Marchetti", "Novak"],
    "zh": ["阿尔布雷希特", "邦达连科", "卡斯特兰", "德拉蒙德", "埃里克森", "方丹", "格拉博夫斯基",
           "哈洛伦", "伊万丘克", "约根森", "科瓦连科", "林奎斯特", "马尔凯蒂", "诺瓦克"],
}  # fmt: skip
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?=万|萬)")
_DATELINE = re.compile(r"^【[^】]+】")
_FIRST_DAY = date(2021, 11, 1)


def generated(number: int) -> tuple[str, bytes]:
    """Article `number` as a file: its name and its bytes (HTML, Markdown or plain text)."""
    chance = random.Random(number)
    sample = _samples()[number % len(_samples())]
    script = "zh" if sample.language.startswith("zh") else "en"
    outlet = chance.choice(OUTLETS[script])
    day = _FIRST_DAY + timedelta(days=chance.randrange(120))
    title, first, *rest = _substituted(sample.text, script, chance).split("\n")
    first = _DATELINE.sub(f"【{outlet}{day.year}年{day.month}月{day.day}日讯】", first)
    chance.shuffle(rest)
    address = (
        f"https://outlet-{OUTLETS[script].index(outlet)}-{script}.example/{day:%Y/%m/%d}/{number}"
    )
    paragraphs = [first, *rest, _closing(number, script)]
    render = (_as_page, _as_markdown)[number // len(_samples()) % 2]
    return render(number, title, paragraphs, outlet, day, address, sample.language)


def generate(count: int, start: int = 0) -> Iterator[tuple[str, bytes]]:
    return (generated(number) for number in range(start, start + count))


@cache
def _samples() -> list[ReadArticle]:
    files = sorted(path for path in SAMPLES.iterdir() if path.stem != "README")
    return [read(path.read_bytes(), name=path.name) for path in files]


def _substituted(text: str, script: str, chance: random.Random) -> str:
    others = chance.sample(OTHERS[script], len(PEOPLE[script]))
    for person, other in zip(PEOPLE[script], others, strict=True):
        text = text.replace(person, other)
    return _FIGURE.sub(lambda found: _other_figure(found[0], chance), text)


def _other_figure(written: str, chance: random.Random) -> str:
    value = float(written.replace(",", "")) * chance.uniform(0.5, 2)
    if "," in written:
        return f"{round(value, -2):,.0f}"
    return f"{max(1, round(value, 1)):g}"


def _closing(number: int, script: str) -> str:
    """A last paragraph that no other article has."""
    if script == "zh":
        return f"一名官员在第{number}号简报中说，共有{number * 7 + 1000}名军人参加了演习。"
    return (
        f"An official said in briefing {number} that {number * 7 + 1000:,} troops had taken part."
    )


def _as_page(number, title, paragraphs, outlet, day, address, language):
    data = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day.isoformat(),
        "url": address,
        "publisher": {"@type": "Organization", "name": outlet},
    }
    body = "\n".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<title>{html.escape(title)} | {outlet}</title><link rel="canonical" href="{address}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f"<nav><a href='/'>{outlet}</a></nav><article><h1>{html.escape(title)}</h1>{body}</article>"
        f"<footer>© {outlet}</footer></body></html>"
    )
    return f"{number:05}.html", page.encode()


def _as_markdown(number, title, paragraphs, outlet, day, address, language):
    moment = datetime(day.year, day.month, day.day, 12).isoformat()
    front = {"title": title, "publisher": outlet, "url": address, "published": moment}
    head = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()
    )
    return f"{number:05}.md", (
        "---\n" + head + "\n---\n\n" + "\n\n".join(paragraphs) + "\n"
    ).encode()
