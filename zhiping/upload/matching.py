"""Which column of the file is which column of the contract."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from zhiping.contracts.kinds import UNIT_WRITINGS, Column, Dataset
from zhiping.upload.reading.headers import JOINT, ways
from zhiping.upload.reading.texttable import column_letter
from zhiping.words import _

# A note in brackets that changes nothing about the value. Any other (计划, 万元) makes it another column.
_NEUTRAL_NOTES = frozenset(
    "必填 选填 可选 必选 必填项 选填项 非必填 required optional 人 人次 名 户 家 个 件 项 次 处 条 度 °".split()
)
_BRACKETS = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]$")
_DROPPED = re.compile(r"[\s_*★☆※:：\-\u200b\ufeff]+")
_MAX_NAMED = 8
_LIKE, _LONGEST = 0.6, 40  # how like a header must be to be named, and how much of it is looked at
# A heading that makes another column of what stands below it: 计划 over 件数 is no 件数.
_ANOTHER = re.compile(
    "计划|目标|任务|预计|预期|预算|拟|应|上年|去年|上月|上季|同期|同比|环比|增|减|累计|历史|往年|其中|比例|占比|率|原|旧|变更前|修改前|备用|参考|[12]\\d{3}年"
)


class MatchError(ValueError):
    """A correction that names no column or no header; the message lists the possibilities."""


@dataclass(frozen=True)
class Ambiguity:
    """Several headers that fit one column equally well; it stays unmatched until somebody says."""

    name: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Matching:
    """`columns`: our column name -> 0-based index in the file. `unused`: headers nobody took."""

    columns: Mapping[str, int]
    missing_required: tuple[str, ...]
    unused: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...] = ()


def match(headers: Sequence[str], dataset: Dataset, corrections: Mapping[str, str] | None = None) -> Matching:
    """Match `headers` by label, then by name, then by synonym; `corrections` go first.

    A correction is our column's name or label -> a header's text or letter ("" for none of them).
    Raises MatchError where a correction names what does not exist.
    """
    chosen = {
        column_named(dataset, ours).name: _index_named(headers, theirs) if theirs.strip() else None
        for ours, theirs in (corrections or {}).items()
    }
    columns = {name: index for name, index in chosen.items() if index is not None}
    ambiguous: list[Ambiguity] = []
    whole = [_header_forms(*ways(header)[:2]) for header in headers]
    lowest = [_lowest_forms(header) for header in headers]
    for rank, forms in ((rank, forms) for rank in range(3) for forms in (whole, lowest)):
        taken = set(columns.values())
        settled = chosen.keys() | columns.keys() | {ambiguity.name for ambiguity in ambiguous}
        for column in dataset.columns:
            wanted = _column_forms(column)[rank]
            found = [index for index, form in enumerate(forms) if index not in taken and form & wanted]
            if column.name in settled or not found:
                continue
            if len(found) == 1:
                columns[column.name] = found[0]
            else:
                ambiguous.append(Ambiguity(column.name, tuple(_located(headers, index) for index in found)))
    used = set(columns.values())
    return Matching(
        columns=columns,
        missing_required=tuple(c.name for c in dataset.columns if c.is_required and c.name not in columns),
        unused=tuple(h for index, h in enumerate(headers) if index not in used and h.strip()),
        ambiguous=tuple(ambiguous),
    )


def header_key(headers: Sequence[str]) -> str:
    """A header row in short, to find again what was said of it."""
    return hashlib.sha256(json.dumps(list(headers), ensure_ascii=False).encode()).hexdigest()


def has_named(headers: Sequence[str], written: str) -> bool:
    """Whether a correction that names `written` finds something in these headers: a header, or a letter."""
    letters = map(column_letter, range(len(headers)))
    is_letter = unicodedata.normalize("NFKC", written).strip().upper() in letters
    return is_letter or any(_plain(header) == _plain(written) for header in headers)


def known_labels_of(dataset: Dataset) -> list[str]:
    """What the headers of a dataset may say, to find them by."""
    return [word for column in dataset.columns for word in (column.label, column.name, *column.synonyms)]


def column_named(dataset: Dataset, written: str) -> Column:
    """The column with this name or label; MatchError names the nearest ones otherwise."""
    wanted = _header_forms(written)
    for rank in range(2):
        for column in dataset.columns:
            if wanted & _column_forms(column)[rank]:
                return column
    names = [f"{_(column.label)}({column.name})" for column in dataset.columns]
    raise MatchError(
        _("“{dataset}”里没有“{written}”这一项。可以是：{names}。").format(
            dataset=_(dataset.label), written=written, names=_nearest_first(written, names)
        )
    )


def nearest_header(headers: Sequence[str], matching: Matching, column: Column) -> str:
    """The header that nobody took and that looks most like `column`, with its letter; "" where none does."""
    used = set(matching.columns.values())
    wanted = [_plain(word) for word in (column.label, *column.synonyms)]
    free = [index for index, header in enumerate(headers) if index not in used and header.strip()]
    likeness = {index: max(_likeness(headers[index], word) for word in wanted) for index in free}
    best = max(free, key=likeness.__getitem__, default=None)
    return "" if best is None or likeness[best] < _LIKE else _located(headers, best)


def _likeness(header: str, word: str) -> float:
    return SequenceMatcher(None, _plain(header)[:_LONGEST], word).ratio()


def _index_named(headers: Sequence[str], written: str) -> int:
    same = [index for index, header in enumerate(headers) if _plain(header) == _plain(written)]
    if len(same) > 1:
        raise MatchError(
            _("文件里有多列叫“{written}”，请改用列号：{letters}。").format(
                written=written, letters=_("、").join(_located(headers, index) for index in same)
            )
        )
    if same:
        return same[0]
    letters = [column_letter(index) for index in range(len(headers))]
    letter = unicodedata.normalize("NFKC", written).strip().upper()
    if letter in letters:
        return letters.index(letter)
    listed = [_located(headers, index) for index in range(len(headers))]
    raise MatchError(
        _("文件里没有“{written}”这一列。可以是：{names}。").format(
            written=written, names=_nearest_first(written, listed)
        )
    )


def _located(headers: Sequence[str], index: int) -> str:
    return _("{letter}列“{header}”").format(letter=column_letter(index), header=headers[index])


def _nearest_first(written: str, names: Iterable[str]) -> str:
    plain = _plain(written)
    nearest = sorted(names, key=lambda name: -SequenceMatcher(None, plain, _plain(name)).ratio())
    listed = _("、").join(nearest[:_MAX_NAMED])
    return listed if len(nearest) <= _MAX_NAMED else _("{names}等").format(names=listed)


@cache
def _column_forms(column: Column) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What a header may say for this column, by rank: its label, its name, a synonym."""
    label, *others = (_with_unit(written, column) for written in (column.label, *column.synonyms))
    return label, frozenset({_plain(column.name)}), frozenset().union(*others)


def _with_unit(written: str, column: Column) -> frozenset[str]:
    plain = _plain(written)
    bare = _BRACKETS.sub("", plain)
    own = _BRACKETS.search(_plain(column.label))
    units = {_plain(column.unit), *map(_plain, UNIT_WRITINGS.get(column.unit, ()))} | (
        {own[1]} if own else set()
    )
    return frozenset({plain, bare} | {f"{bare}({unit})" for unit in units if unit})


def _header_forms(*written: str) -> frozenset[str]:
    forms = set()
    for one in written:
        plain = _plain(one)
        forms.add(plain)
        while (note := _BRACKETS.search(plain)) and note[1] in _NEUTRAL_NOTES:
            plain = plain[: note.start()]
            forms.add(plain)
    return frozenset(forms - {""})


def _lowest_forms(header: str) -> frozenset[str]:
    """What the lowest row of a header of several rows says, where the headings above leave it what it is."""
    *headings, lowest = header.split(JOINT)
    if not headings or any(map(_ANOTHER.search, headings)):
        return frozenset()
    return _header_forms(lowest)


def _plain(written: str) -> str:
    folded = _DROPPED.sub("", unicodedata.normalize("NFKC", written).casefold())
    note = _BRACKETS.search(folded)
    return f"{folded[: note.start()]}({note[1]})" if note else folded
