"""What a line of `python -m claims.extraction` says of times."""

from datetime import date

from claims.extraction.attribution import Attribution
from claims.extraction.serialising import attribution_object
from claims.normalising.sources import Speaker
from claims.normalising.times import find_times


def _times(words: str) -> list[dict[str, object]]:
    times = tuple(find_times(words, "en", date(2021, 12, 8)))
    found = Attribution("a1", None, "indirect", (), (), (), Speaker(), (), times, 1.0)
    return list(attribution_object(found)["times"])


def test_a_time_that_leaves_no_doubt() -> None:
    assert _times("3 December 2021") == [
        {"span": [0, 15], "begin": "2021-12-03", "finish": "2021-12-03", "granularity": "day"}
    ]


def test_the_other_readings_of_a_time() -> None:
    (time,) = _times("3/4/2021")
    assert time == {
        "span": [0, 8],
        "begin": "2021-03-04",
        "finish": "2021-03-04",
        "granularity": "day",
        "alternatives": [{"begin": "2021-04-03", "finish": "2021-04-03", "granularity": "day"}],
    }
