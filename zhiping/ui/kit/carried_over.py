"""Values carried over from the period before: one line of 填报质量 about whoever has nearly none of their own."""

from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _

MOST_NAMED = 3


def carried_over(
    view: View,
    judged: str,
    values: str,
    *,
    key: str,
    name: str,
    page: str,
    columns: tuple[str, ...],
    opens: tuple[str, str, str],
    brief: str,
    asks: str,
) -> list[Matter]:
    """Those whose values nearly all equal the ones before; no line where there are none.

    `judged`: a question with one row each, as is_mostly_copied judges them; `values`: the one with their values; `key`,
    `name`: of whom, columns of both. `columns`, `opens`: as in Things. `brief` counts them ({n}).
    """
    copied = [row for row in view.rows(judged) if row["is_copied"]]
    if not copied:
        return []
    ids = {row[key] for row in copied}
    told = _("、").join(
        _("{unit} {rate}").format(unit=row[name], rate=f"{row['equal_count']}/{row['both_count']}")
        for row in copied[:MOST_NAMED]
    )
    things = Things(
        values, lambda: [row for row in view.rows(values) if row[key] in ids], key, columns, opens
    )
    said = brief.format(n=numbers.exact_count(len(copied)))
    more = told + _("；") + asks
    return [Matter("copied", "fault", said, page, len(copied), more=more, things=things)]
