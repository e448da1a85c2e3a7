"""The measures: what every figure means, in one place, a file a system, found by walking this folder.

The ⓘ beside a figure and docs/measures.md read these texts; the SQL that counts names the same key.
"""

from zhiping.definitions.kinds import DIRECTIONS, Measure
from zhiping.walking import modules_of
from zhiping.words import _

MEASURES: dict[str, Measure] = {
    one.key: one for module in modules_of(__name__, __path__) for one in getattr(module, "MEASURES", ())
}


def measure_of(key: str) -> Measure:
    """The measure called `key`; KeyError where there is none."""
    return MEASURES[key]


def measures_document() -> str:
    """docs/measures.md: every measure as a section, in Markdown, ending with a line break."""
    lines = ["# " + _("指标说明"), ""]
    for one in MEASURES.values():
        lines += [f"## {_(one.name)} `{one.key}`", "", _(one.definition), ""]
        facts = {
            _("算法"): _(one.formula),
            _("单位"): _(one.unit),
            _("方向"): _(DIRECTIONS[one.direction]),
            _("查询"): f"`{one.question}`",
        }
        if one.target is not None:
            facts[_("参考值")] = f"{one.target:.0%}"
        if one.why_no_rows:
            facts[_("明细")] = _(one.why_no_rows)
        lines += [f"- {name}{_('：')}{fact}" for name, fact in facts.items()] + [""]
    return "\n".join(lines).rstrip("\n") + "\n"
