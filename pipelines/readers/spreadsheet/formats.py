"""Number formats (ECMA-376 part 1, 18.8.30 and 18.8.31): what a cell shows of the number that it holds.

Decimals, percent signs and currencies are those shown. Days are ISO 8601 and thousands are not grouped, as both are
shown otherwise in every country.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from pipelines.readers.spreadsheet.cells import shown

_DAYS, _TIMES = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}, {18, 19, 20, 21, 45, 46, 47}
BUILT_IN = {
    **dict.fromkeys(_DAYS, "yyyy-mm-dd"),
    **dict.fromkeys(_TIMES, "hh:mm:ss"),
    1: "0",
    2: "0.00",
    3: "0",
    4: "0.00",
    9: "0%",
    10: "0.00%",
    37: "0",
    38: "0",
    39: "0.00",
    40: "0.00",
}
"""The formats that files do not spell out, by number, as far as they change what is shown."""
_ASIDE = re.compile(r'"([^"]*)"|\\(.)|\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]|[_*].')
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DATE, _TIME = re.compile(r"[yd]|mmm", re.IGNORECASE), re.compile(r"[hs]|am/pm", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?:\$(?P<sign>[^\]-]*))?[^\]]*\]|[_*].'
    r"|(?P<digit>[#0?.,])|[()+-]|(?P<odd>[A-Za-z/@])|(?P<plain>.)",
    re.DOTALL,
)
"""Words of a format: literal ones, conditions and colours, gaps, digits, signs, and what makes it more than decimal."""
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LEAP_BUG = 60
"""Excel counts a 29 February 1900 that never was: days before it are one later than they seem."""
_SECONDS_A_DAY = 86_400


def number(text: str, form: str, *, from_1904: bool = False) -> str:
    """The number, written as Excel keeps it, in the format's shape; as it is if the shape is none of those known."""
    try:
        value = float(text)
    except ValueError:
        return text
    section = form.split(";", 1)[0]
    if _ELAPSED.search(section):
        minutes, seconds = divmod(round(value * _SECONDS_A_DAY), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    bare = _ASIDE.sub("", section)
    if _DATE.search(bare) or _TIME.search(bare):
        return _moment(value, is_day=bool(_DATE.search(bare)), from_1904=from_1904)
    return _decimal(value, section)


def _moment(value: float, *, is_day: bool, from_1904: bool) -> str:
    start = _EPOCH_1904 if from_1904 else _EPOCH_1900
    days = value if from_1904 or value >= _LEAP_BUG or not is_day else value + 1
    try:
        moment = start + timedelta(seconds=round(days * _SECONDS_A_DAY))
    except OverflowError:
        return shown(value)
    return shown(moment if is_day else moment.time())


def _decimal(value: float, section: str) -> str:
    before, digits, after = _shape(section)
    if not digits:
        return shown(value)
    share = 100 if "%" in before + after else 1
    places = len(digits.partition(".")[2])
    return f"{before}{value * share:.{places}f}{after}".strip()


@lru_cache(maxsize=256)
def _shape(section: str) -> tuple[str, str, str]:
    """What stands before the number, its digits as a pattern, and what stands after; no digits for odd formats."""
    before, digits, after = "", "", ""
    for match in _TOKEN.finditer(section):
        if match["odd"] or (digits and after and match["digit"]):
            return "", "", ""
        words = match["quoted"] or match["escaped"] or match["sign"] or match["plain"] or ""
        digits += match["digit"] or ""
        before, after = (before, after + words) if digits else (before + words, after)
    return ("", "", "") if digits.endswith(",") else (before, digits, after)
