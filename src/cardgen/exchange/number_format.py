"""Numbers of a spreadsheet, as their formats show them: 0.85 in the format 0% → 85%

Formats are those of ECMA-376, 18.8.31. What a format leaves to the settings of the computer is
marked, so that a person can be asked to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from cardgen.exchange.date_format import FAR_FUTURE, Moment, date_text
from cardgen.read.table_words import NumberStyle
from cardgen.value import Value

# ECMA-376, 18.8.30: the formats that have a number instead of a code of their own.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss",
    37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)", 41: "#,##0", 42: '"$"#,##0', 43: "#,##0.00", 44: '"$"#,##0.00',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
# Dates as the computer writes them, and so those of East Asia; they are written as in the language.
SHORT_DATES = {14: "{}", 22: "{} h:mm", **dict.fromkeys((*range(27, 37), *range(50, 59)), "{}")}
# How amounts of money and negative numbers look is a setting of the computer.
OF_THE_COMPUTER = frozenset({5, 6, 7, 8, *range(37, 45)})

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<date>AM/PM|A/P|y+|m+|d+|h+|s+(?:\.0+)?)|(?P<power>E[+-])"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%/@])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(-(?P<language>[0-9A-Fa-f]+))?")
_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)  # digits that spreadsheets keep
_WIDE = Context(prec=1000, rounding=ROUND_HALF_UP)
_GENERAL = 10  # digits of a number with a point that a cell without a format shows
_LONGEST_GENERAL = 11  # digits of a whole number that it shows


class Shown(Value):
    """The text that a cell shows for a number: whether it is a date or a time, and whether the
    format says all that there is to know of how it looks."""

    text: str
    is_date: bool = False
    sure: bool = True


class _Token(Value):
    kind: str  # literal, date, elapsed, general, power, digit, sign
    text: str


class _Section(Value):
    """A part of a format: for the numbers of a sign, or those that meet a condition."""

    tokens: Sequence[_Token]
    condition: tuple[str, Decimal] | None
    language: int  # as Windows numbers them; 0 if it is not stated
    sure: bool

    def kinds(self) -> set[str]:
        return {token.kind for token in self.tokens}

    def holds(self, sign: str) -> bool:
        return _Token("sign", sign) in self.tokens


def shown_number(
    value: str, code: str, style_of: Callable[[int], NumberStyle], from_1904: bool = False
) -> Shown:
    """What a cell shows for a number in the format.

    style_of gives the signs and names of a language by its number in Windows, or those of the table
    for 0. Where nothing can be made of the number and its format, the number is shown as it is.
    """
    try:
        exact = Decimal(value)
        number = _SIGNIFICANT.plus(exact)
    except InvalidOperation:
        return Shown(value, sure=False)
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return Shown(value, sure=False)
    section, negative = _section_for(number, _sections(code))
    style, there = style_of(0), style_of(section.language)
    kinds = section.kinds()
    if kinds & {"date", "elapsed"}:
        if not 0 <= number < FAR_FUTURE:
            return Shown(_general(number, style), sure=False)
        tokens = [(token.kind, token.text) for token in section.tokens]
        text = date_text(Moment.from_serial(exact, from_1904), tokens, there)
        return Shown(_tidy(text), True, section.sure)
    alike = (style.decimal, style.group) == (there.decimal, there.group)  # programs differ in that
    size = abs(number) if negative is not None else number
    laid_out = _laid_out(section, size, style)
    if laid_out is None:
        return Shown(_general(number, style), sure=False)
    text = laid_out
    if negative and re.search("[1-9]", text):
        text = f"-{text.lstrip()}"
    whole = "general" in kinds and number.adjusted() >= _LONGEST_GENERAL
    return Shown(_tidy(text), False, section.sure and alike and not whole)


def shown_text(text: str, code: str) -> str:
    """What a cell shows for a text in the format, which may put words around it."""
    sections = _sections(code) if "@" in code else ()
    tokens = sections[-1].tokens if sections and sections[-1].holds("@") else ()
    if {token.kind for token in tokens} - {"literal", "sign"}:
        return text
    return "".join(text if own.kind == "sign" else own.text for own in tokens) or text


def _tidy(text: str) -> str:
    """The text without the spaces that only push it about in its cell."""
    return " ".join(text.split(" ")).strip(" ")


@lru_cache(1000)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format, divided by semicolons."""
    sections: list[_Section] = []
    found = list(_TOKEN.finditer(code))
    ends = [n for n, token in enumerate(found) if token["plain"] == ";"]
    for begin, end in zip([0, *(n + 1 for n in ends)], [*ends, len(found)], strict=True):
        sections.append(_section(found[begin:end]))
    return tuple(sections)


def _section(found: Sequence[re.Match[str]]) -> _Section:
    tokens: list[_Token] = []
    condition: tuple[str, Decimal] | None = None
    language, sure = 0, True
    for token in found:
        kind = str(token.lastgroup)
        text = str(token[kind])
        if kind == "bracket":
            limit, money = _CONDITION.fullmatch(text), _CURRENCY.fullmatch(text)
            if _ELAPSED.fullmatch(text):
                tokens.append(_Token("elapsed", text.lower()))
            elif limit:
                condition = limit[1], Decimal(limit[2])
            elif money:
                tokens.append(_Token("literal", str(money["sign"])))
                language = int(money["language"] or "0", 16) & 0xFFFF
            else:
                sure = sure and bool(_COLOUR.fullmatch(text))
        elif kind in ("quoted", "escaped", "plain", "space"):
            tokens.append(_Token("literal", " " if kind == "space" else text))
        elif kind != "fill":
            tokens.append(_Token(kind, text.lower() if kind == "date" else text))
    return _Section(tuple(tokens), condition, language, sure)


_MEETS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
}


def _section_for(number: Decimal, sections: Sequence[_Section]) -> tuple[_Section, bool | None]:
    """The section for the number, and whether it needs a minus, which the section for negative
    numbers has of its own: None where there is such a one."""
    sections = [own for own in sections if not own.holds("@")] or list(sections)
    if any(own.condition for own in sections):
        for own in sections:
            if own.condition is None or _MEETS[own.condition[0]](number, own.condition[1]):
                return own, number < 0
        return sections[-1], number < 0
    if number < 0 and len(sections) > 1:
        return sections[1], None
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], number < 0


def _laid_out(section: _Section, number: Decimal, style: NumberStyle) -> str | None:
    """The number, without its sign, among the words of the section; None where it shows nothing of
    the number, as a section that is empty does."""
    number = abs(number)
    tokens, kinds = section.tokens, section.kinds()
    if section.holds("@") or "general" in kinds:
        own = _general(number, style)
        return "".join(own if t.kind in ("general", "sign") else t.text for t in tokens)
    if "digit" not in kinds:
        words = "".join(token.text for token in tokens)
        return words if words.strip() else None
    number *= 100 ** sum(token == ("sign", "%") for token in tokens)
    if section.holds("/"):
        return _fraction(tokens, number)
    if "power" in kinds:
        return _scientific(tokens, number, style)
    return _decimal(tokens, number, style)


def _general(number: Decimal, style: NumberStyle) -> str:
    """A number as a cell without a format shows it, but never as a power of ten."""
    places = _GENERAL - 1 - max(number.adjusted(), 0)
    if number != number.to_integral_value() and number.adjusted() >= -5:
        number = round(number, max(places, 0))
    text = f"{number.normalize():f}"
    return "0" if text == "-0" else text.replace(".", style.decimal)


def _decimal(tokens: Sequence[_Token], number: Decimal, style: NumberStyle) -> str:
    """A number in digits and a point, with its thousands apart if a comma stands between digits."""
    point = next((n for n, own in enumerate(tokens) if own == ("sign", ".")), len(tokens))
    digits = [n for n, own in enumerate(tokens) if own.kind == "digit"]
    last = max((n for n in digits if n < point), default=-1)
    for end in {last, *digits[-1:]} - {-1}:  # commas after all digits divide by thousands
        commas = takewhile(lambda own: own == ("sign", ","), tokens[end + 1 :])
        number = number.scaleb(-3 * sum(1 for _ in commas))
    grouped = any(own == ("sign", ",") for own in tokens[:last]) if last >= 0 else False
    places = sum(n > point for n in digits)
    rounded = number.quantize(Decimal(1).scaleb(-places), None, _WIDE)
    whole, _, rest = f"{rounded:f}".partition(".")
    before = _whole(tokens[:point], whole.lstrip("0"), style.group if grouped else "")
    return before + _places(tokens[point:], rest, style)


def _whole(tokens: Sequence[_Token], digits: str, group: str) -> str:
    """The digits before the point, from the right, the first place taking all that are left."""
    left = sum(own.kind == "digit" for own in tokens)
    parts: list[str] = []
    set_so_far = 0

    def put(digit: str) -> None:
        nonlocal set_so_far
        if set_so_far and set_so_far % 3 == 0:
            parts.append(group)
        parts.append(digit)
        set_so_far += 1

    for kind, text in reversed(tokens):
        if kind == "digit":
            left -= 1
            if digits:
                put(digits[-1])
                digits = digits[:-1]
            elif text != "#":
                put("0" if text == "0" else " ")
            while left == 0 and digits:
                put(digits[-1])
                digits = digits[:-1]
        elif (kind, text) != ("sign", ","):
            parts.append(text)
    return "".join(reversed(parts))


def _places(tokens: Sequence[_Token], digits: str, style: NumberStyle) -> str:
    """The point and the digits after it; a place that need not be filled is not, if it ends in
    zeros."""
    made, needed = "", 0
    for kind, text in tokens:
        if kind == "digit":
            digit, digits = digits[:1], digits[1:]
            made += digit
            if text == "0" or digit != "0":
                needed = len(made)
        elif (kind, text) == ("sign", "."):
            made += style.decimal
            needed = len(made)
        elif (kind, text) != ("sign", ","):
            made = made[:needed] + text
            needed = len(made)
    return made[:needed]


def _scientific(tokens: Sequence[_Token], number: Decimal, style: NumberStyle) -> str:
    """A number as a power of ten, such as 1.00E+05."""
    at = next(n for n, own in enumerate(tokens) if own.kind == "power")
    mantissa, power = tokens[:at], tokens[at:]
    point = next((n for n, own in enumerate(mantissa) if own == ("sign", ".")), len(mantissa))
    step = max(sum(own.kind == "digit" for own in mantissa[:point]), 1)
    places = sum(own.kind == "digit" for own in mantissa[point:])
    exponent = 0 if not number else number.adjusted() // step * step
    small = number.scaleb(-exponent).quantize(Decimal(1).scaleb(-places), None, _WIDE)
    if small.adjusted() >= step:
        exponent += step
        small = small.scaleb(-step)
    sign = "-" if exponent < 0 else "+" if power[0].text.endswith("+") else ""
    end = next((n for n, own in enumerate(power[1:], 1) if own.kind != "digit"), len(power))
    digits = str(abs(exponent)).rjust(end - 1, "0")
    after = "".join(own.text for own in power[end:])
    return f"{_decimal(mantissa, small, style)}E{sign}{digits}{after}"


def _fraction(tokens: Sequence[_Token], number: Decimal) -> str:
    """A number as a fraction, such as 1 1/2, with the numerator that is nearest."""
    at = next(n for n, own in enumerate(tokens) if own == ("sign", "/"))
    start = at
    while start and tokens[start - 1].kind == "digit":
        start -= 1
    end = at + 1
    while end < len(tokens) and (tokens[end].kind == "digit" or tokens[end].text.isdigit()):
        end += 1
    below = "".join(own.text for own in tokens[at + 1 : end])
    with_whole = any(own.kind == "digit" for own in tokens[:start])
    whole = number.to_integral_value(ROUND_DOWN) if with_whole else Decimal(0)
    rest = Fraction(number - whole)
    if below.isdigit() and below.strip("0"):
        denominator = int(below)
    else:
        denominator = rest.limit_denominator(10 ** min(max(len(below), 1), 4) - 1).denominator
    numerator = round(rest * denominator)
    if with_whole and numerator == denominator:
        whole, numerator = whole + 1, 0
    before = [own.text for own in tokens[:start] if own.kind == "literal" and own.text.strip()]
    after = [own.text for own in tokens[end:]]
    parts = [f"{whole:f}"] if whole or (with_whole and not numerator) else []
    parts += [f"{numerator}/{denominator}"] if numerator or not with_whole else []
    return "".join((*before, " ".join(parts), *after))
