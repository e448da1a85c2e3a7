"""The ids of the figures of a view, and the one that an address quotes."""

from zhiping.asking.questions import filters_for
from zhiping.rules.figure_ids import figure_id, parts_of
from zhiping.ui.kit.view import View

CITED = "cited"  # the filter that names a figure by its id


def id_of(view: View, figure: str, question: str) -> str:
    """The id of a figure of a view. `figure`: its measure; `question`: that counts it, "" for what several questions tell."""
    user = view.access.user
    asked = {**view.filters, **view.access.locked}
    area = asked.pop("area", "")
    if question:
        asked = {key: value for key, value in asked.items() if key in filters_for(question)}
    asked.pop(CITED, None)
    return figure_id(
        question,
        figure,
        asked,
        areas=[one for one in (*view.access.areas, area, view.filters.get("area", "")) if one],
        limited_to=(user.unit, user.company),
        version=view.version,
    )


def cited_version(view: View, figure: str, question: str) -> int | None:
    """The version of the data at which the address quotes this figure; None where it quotes another, or none."""
    written = view.filters.get(CITED)
    if not written:
        return None
    which, version = parts_of(written)
    return version if parts_of(id_of(view, figure, question))[0] == which else None
