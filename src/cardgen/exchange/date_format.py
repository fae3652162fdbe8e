"""Dates and times of a spreadsheet, which it keeps as days since 1900 or 1904 → their texts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from cardgen.read.table_words import NumberStyle
from cardgen.value import Value

FAR_FUTURE = 2_958_466  # the first day after 9999, in days since 1900
_DAY = 86_400  # seconds
_FROM_1900, _FROM_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
_NO_SUCH_DAY = 60  # 29 February 1900, which spreadsheets count


class Moment(Value):
    """A day and the seconds since its midnight, and all seconds since the first day."""

    day: datetime.date
    seconds: Decimal
    all_seconds: Decimal

    @classmethod
    def from_serial(cls, serial: Decimal, from_1904: bool) -> Moment:
        """The moment that is so many days after the first, to the nearest millisecond."""
        everything = (serial * _DAY).quantize(Decimal("0.001"), ROUND_HALF_UP)
        days, seconds = divmod(everything, _DAY)
        first = _FROM_1904 if from_1904 else _FROM_1900
        late = 1 if not from_1904 and days < _NO_SUCH_DAY else 0
        last = (datetime.date.max - first).days
        day = first + datetime.timedelta(min(int(days) + late, last))
        return cls(day, seconds, everything)


def date_text(moment: Moment, tokens: Sequence[tuple[str, str]], style: NumberStyle) -> str:
    """The moment in a format, given as tokens: parts of a date, hours or minutes or seconds that
    have elapsed, and what stands between them."""
    places = [token.count("0") for kind, token in tokens if kind == "date" and token[0] == "s"]
    exact = Decimal(1).scaleb(-max(places, default=0))
    seconds = moment.seconds.quantize(exact, ROUND_HALF_UP if places else ROUND_DOWN)
    in_12 = any(token in ("am/pm", "a/p") for _, token in tokens)
    times = [token[0] if kind in ("date", "elapsed") else "" for kind, token in tokens]
    made = ""
    for at, (kind, token) in enumerate(tokens):
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token[0]]
            made += str(int(moment.all_seconds // unit)).rjust(len(token), "0")
        elif kind != "date":
            made += token
        elif token in ("am/pm", "a/p"):
            half = "AM" if seconds < _DAY // 2 else "PM"
            made += half if token == "am/pm" else half[0]
        elif token[0] in "hs" or (token[0] == "m" and _is_minutes(times, at)):
            made += _time(seconds, "n" * len(token) if token[0] == "m" else token, in_12, style)
        else:
            made += _date(moment.day, token, style)
    return made


def _is_minutes(times: Sequence[str], at: int) -> bool:
    """Whether an m is of minutes: it comes after hours, or before seconds."""
    before = next((own for own in reversed(times[:at]) if own), "")
    after = next((own for own in times[at + 1 :] if own), "")
    return before == "h" or after == "s"


def _time(seconds: Decimal, token: str, in_12: bool, style: NumberStyle) -> str:
    whole = int(seconds)
    if token[0] == "h":
        hour = whole // 3600
        hour = (hour - 1) % 12 + 1 if in_12 else hour
        return str(hour).rjust(min(len(token), 2), "0")
    if token[0] == "n":
        return str(whole // 60 % 60).rjust(min(len(token), 2), "0")
    letters, _, places = token.partition(".")
    text = str(whole % 60).rjust(min(len(letters), 2), "0")
    rest = f"{seconds % 1:f}".partition(".")[2]
    return f"{text}{style.decimal}{rest.ljust(len(places), '0')}" if places else text


def _date(day: datetime.date, token: str, style: NumberStyle) -> str:
    match token[0], len(token):
        case "y", count:
            return f"{day.year:04}" if count > 2 else f"{day.year % 100:02}"
        case "m", 1 | 2 as count:
            return str(day.month).rjust(count, "0")
        case "m", 3:
            return style.months[day.month - 1][:3]
        case "m", 5:
            return style.months[day.month - 1][:1]
        case "m", _:
            return style.months[day.month - 1]
        case _, 1 | 2 as count:
            return str(day.day).rjust(count, "0")
        case _, 3:
            return style.days[day.weekday()][:3]
    return style.days[day.weekday()]
