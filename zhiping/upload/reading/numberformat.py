"""A number format of a workbook -> what a number in it is: a date, a share, or digits as they are shown."""

import re
from dataclasses import dataclass
from functools import lru_cache

GENERAL = "General"
_BUILT_IN = {
    **dict.fromkeys((1, *range(5, 9), *range(37, 45)), "#,##0"),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy/m/d"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), "h:mm:ss"),
    **dict(zip((2, 3, 4, 9, 10, 11), ("0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00"), strict=True)),
    **dict(zip((12, 13, 46, 48, 49), ("# ?/?", "# ??/??", "[h]:mm:ss", "##0.0E+0", "@"), strict=True)),
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<space>[_*].)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<word>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|(?P<letter>.)",
    re.IGNORECASE | re.DOTALL,
)
_MAX_LENGTH = 255  # no program writes a longer one
_DATE_LETTERS = frozenset("ymdhsegba")
_DIGITS = frozenset("0#?")


@dataclass(frozen=True)
class NumberFormat:
    """What a number in this format is.

    `is_date`: a day or a time of day; `is_duration`: hours that may be more than a day, or a time without one.
    `is_percent`: a hundredth for each whole. `sections`: the parts for numbers above, below and at zero, each its
    letters and the literals between them ("" where a number cannot be told from what is shown).
    """

    is_date: bool = False
    is_duration: bool = False
    is_percent: bool = False
    is_plain: bool = False
    sections: tuple[tuple[tuple[bool, str], ...] | None, ...] = ()

    def shown(self, whole: int) -> str | None:
        """The digits of a whole number as they are shown, without thousands separators; None: not to be told."""
        if self.is_plain:
            return str(whole)
        place = 0
        if whole < 0 and len(self.sections) > 1:
            place = 1
        elif whole == 0 and len(self.sections) > 2:
            place = 2
        section = self.sections[place] if self.sections else None
        if section is None:
            return None
        sign = "-" if whole < 0 and place == 0 else ""
        return sign + _filled(section, str(abs(whole)))


def _filled(section: tuple[tuple[bool, str], ...], digits: str) -> str:
    """`digits` put into the places of a section, from the right; the first place takes all that are left."""
    places = [index for index, (is_place, _text) in enumerate(section) if is_place]
    if digits == "0" and "0" not in {section[index][1] for index in places}:
        digits = ""
    parts = []
    for index in reversed(range(len(section))):
        is_place, text = section[index]
        if not is_place:
            parts.append(text)
        elif index == places[0]:
            parts.append(digits or ("0" if text == "0" else ""))
        else:
            parts.append(digits[-1:] or ("0" if text == "0" else ""))
            digits = digits[:-1]
    return "".join(reversed(parts)).strip()


def built_in(number: int) -> NumberFormat:
    """The format that a program knows by this number alone."""
    return number_format(_BUILT_IN.get(number, GENERAL))


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """The format written as `code`, as Excel and WPS write it."""
    if code in {"", GENERAL, "0", "@"}:
        return NumberFormat(is_plain=True)
    found: list[list[tuple[str, str]]] = [[]]
    for token in _TOKEN.finditer(code[:_MAX_LENGTH]):
        kind, text = str(token.lastgroup), token[token.lastgroup or 0]
        if kind == "letter" and text == ";":
            found.append([])
        else:
            found[-1].append((kind, text))
    first = found[0]
    letters = {text.casefold() for kind, text in first if kind == "letter"}
    spans = {text.casefold() for kind, text in first if kind == "bracket"}
    is_duration = any(span and set(span) <= {span[0]} and span[0] in "hms" for span in spans)
    is_general = any(kind == "word" for kind, _text in first)
    if is_duration or (
        not is_general and (letters & _DATE_LETTERS or any(kind == "half" for kind, _ in first))
    ):
        has_day = bool(letters & set("ydegba")) or ("m" in letters and not letters & set("hs"))
        return NumberFormat(is_date=True, is_duration=is_duration or not has_day)
    if "%" in letters:
        return NumberFormat(is_percent=True)
    return NumberFormat(sections=tuple(_section(tokens) for tokens in found))


def _section(tokens: list[tuple[str, str]]) -> tuple[tuple[bool, str], ...] | None:
    """The places for digits and the literals of one part; None where it does not show the number as it is."""
    section: list[tuple[bool, str]] = []
    letters = "".join(text for kind, text in tokens if kind == "letter")
    if re.search(r"\.[0#?]|[0#?],+(?:[^0#?,]|$)", letters) or any(kind == "power" for kind, _text in tokens):
        return None
    if re.search(r"[0?#]/[0-9?#]", letters):  # a fraction; of a whole number nothing is shown but itself
        return ((True, "#"),)
    for kind, text in tokens:
        if kind == "word" or (kind == "letter" and text == "@"):
            section.append((True, "#0"))
        elif kind == "letter" and text in _DIGITS:
            section.append((True, text))
        elif kind in {"quoted", "escaped"} or (kind == "letter" and text not in ",."):
            section.append((False, text))
        elif kind == "bracket" and text.startswith("$"):
            section.append((False, text[1:].partition("-")[0]))
        elif kind == "bracket" and re.match(r"[<>=]|DBNum", text, re.IGNORECASE):
            return None
    if not any(is_place for is_place, _text in section):
        return None
    return tuple((is_place, "0" if text == "#0" else text) for is_place, text in section)
