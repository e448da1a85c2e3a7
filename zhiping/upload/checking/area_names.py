"""Which area a cell means: a code, or a name as people write it."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches

from zhiping.contracts.area_changes import ABOLISHED, MERGED, RENAMED
from zhiping.contracts.kinds import Column
from zhiping.rules.area_changes import AreaChange, AreaChanges, Trail
from zhiping.rules.areas import is_within, parent_code
from zhiping.upload.checking.dates import in_words
from zhiping.upload.checking.faults import Unreadable
from zhiping.upload.checking.values import area_value, half_width
from zhiping.words import N_, _

_MAX_NAMED = 8
_HAPPENED = {
    None: N_("自{day}起改为 {code}"),
    RENAMED: N_("自{day}起改为 {code}"),
    MERGED: N_("自{day}起并入 {code}"),
    ABOLISHED: N_("自{day}起撤销，归入 {code}"),
}
_LONGEST = 60  # letters; no name of an area has more, all above it included


@dataclass(frozen=True)
class AreaName:
    """One area that the caller may see: its 12-digit code, its name, its parent's, the way down to it."""

    code: str
    name: str
    parent_name: str
    path: str


class Places:
    """The areas that a cell may name, within `scope` (a code, "" for everywhere)."""

    def __init__(self, areas: Sequence[AreaName], scope: str, changes: AreaChanges | None = None) -> None:
        """`changes`: of areas; a code that was merged or renamed lies where its rows belong now."""
        self._scope = scope
        self._changes = changes or AreaChanges()
        self._by_code = {area.code: area for area in areas}
        self._by_name: dict[str, list[AreaName]] = defaultdict(list)
        for area in self._by_code.values():
            self._by_name[_plain(area.name)].append(area)

    def code(self, text: str, column: Column, *, takes_names: bool) -> str:
        """The 12-digit code that `text` means. Raises Unreadable (area_unknown, area_ambiguous, area_outside)."""
        is_name = takes_names and any(letter.isalpha() for letter in half_width(text))
        code = self._named(text) if is_name else area_value(text, column)
        if not is_within(self._changes.trail(code).code, self._scope):
            raise Unreadable(
                "area_outside",
                _("“{value}”不在您的管辖范围（{scope}）内。").format(
                    value=text, scope=self._shown(self._scope)
                ),
                _("请核对区划；确属其他地区的数据，请由有权限的账号上传。"),
            )
        return code

    def is_known(self, code: str) -> bool:
        """Whether the tree has this area; an empty tree knows everything."""
        return not self._by_code or code in self._by_code

    @property
    def changes(self) -> tuple[AreaChange, ...]:
        """The changes of areas that stand."""
        return self._changes.listed

    def is_within_scope(self, code: str) -> bool:
        """Whether the caller may say anything of this area."""
        return is_within(code, self._scope)

    def trail(self, code: str) -> Trail:
        """The changes that lead from a code to where its rows belong now."""
        return self._changes.trail(code)

    def changes_told(self, code: str) -> str:
        """What became of an old code, in one sentence."""
        trail = self._changes.trail(code)
        parts = [
            _(_HAPPENED[step.kind]).format(day=_told_day(step.changed_on), code=self._shown(step.new_code))
            for step in trail.steps
        ]
        if trail.split:
            parts.append(_("自{day}起已拆分").format(day=_told_day(trail.split.changed_on)))
        return _("旧区划代码“{code}”{changes}。").format(code=code, changes=_("，").join(parts))

    def _named(self, text: str) -> str:
        plain = _plain(text)
        found = self._by_name.get(plain) or [
            area
            for start in range(1, len(plain) if len(plain) <= _LONGEST else 0)
            for area in self._by_name.get(plain[start:], ())
            if _leads_down(plain[:start], self._ancestors(area))
        ]
        if len(found) == 1:
            return found[0].code
        if found:
            listed = _("、").join(self._shown(area.code) for area in found[:_MAX_NAMED])
            raise Unreadable(
                "area_ambiguous",
                _("叫“{value}”的行政区有{count}个。").format(value=text, count=len(found)),
                _("请填写区划代码，或在前面写上上级名称。候选：{areas}。").format(areas=listed),
            )
        nearest = get_close_matches(plain[:_LONGEST], self._by_name, n=1, cutoff=0.5)
        remedy = _("请核对名称，或填写区划代码。")
        if nearest:
            area = self._by_name[nearest[0]][0]
            remedy = (
                _("是否应为“{name}”（{area}）？").format(name=area.name, area=self._shown(area.code)) + remedy
            )
        raise Unreadable("area_unknown", _("没有叫“{value}”的行政区。").format(value=text), remedy)

    def _ancestors(self, area: AreaName) -> list[str]:
        """Names above `area`, the nearest first; the tree may lack some."""
        names = [_plain(area.parent_name)]
        code = parent_code(area.code)
        while code is not None:
            if code in self._by_code:
                names.append(_plain(self._by_code[code].name))
            code = parent_code(code)
        return [name for name in dict.fromkeys(names) if name]

    def _shown(self, code: str) -> str:
        area = self._by_code.get(code)
        return f"{code} {area.path or area.name}" if area else code


def _told_day(day: date) -> str:
    return in_words(datetime.combine(day, time.min), is_day=True)


def _leads_down(prefix: str, ancestors: list[str]) -> bool:
    """Whether `prefix` is made of ancestors, the nearest last; levels may be left out."""
    return not prefix or any(
        _leads_down(prefix.removesuffix(name), ancestors[position + 1 :])
        for position, name in enumerate(ancestors)
        if prefix.endswith(name)
    )


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())
