"""How the parts of an official document are counted: 一、 and below it （一）; in English 1. and (1)."""

from zhiping.words import DEFAULT_LANGUAGE, language

_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def section_number(number: int) -> str:
    """Before the title of a section."""
    return f"{chinese(number)}、" if language() == DEFAULT_LANGUAGE else f"{number}. "


def chapter_number(number: int) -> str:
    """Before the title of a chapter."""
    return f"（{chinese(number)}）" if language() == DEFAULT_LANGUAGE else f"({number}) "
