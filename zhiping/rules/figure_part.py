"""Which part of a figure a row is in: figure_part of queries/rules/shared, for figures that a finisher counts."""


def figure_part(is_whole: bool | None, is_met: bool | None) -> str:
    """met: it met the figure; missed: it is counted and did not; left_out: it is not counted (None: not known)."""
    if not is_whole:
        return "left_out"
    return "met" if is_met else "missed"
