"""Sheets as offices make them, every habit alone and every two together: how many cells are read exactly.

`python -m bench.sheets [1|2] [word]`: habits alone, or pairs too; of those whose name has the word, each case.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.sheets.outcomes import ASKED, EXACT, REFUSED, WRONG, Case, areas, cases, outcome
from tests.templates import shipped
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName


def run(most: int = 2, word: str = "") -> Counter[str]:
    """Take every case in; prints what is worth a look, gives the cells by outcome."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        store = Store(settings_from({}, data=Path(name) / "store"))
        shipped(store)
        known = areas()
        for case in cases(most):
            if word.strip(".") in str(case):
                counts += _told(case, store, Path(name), known, is_loud=bool(word))
        store.close()
    return counts


def _told(case: Case, store: Store, folder: Path, known: list[AreaName], *, is_loud: bool) -> Counter[str]:
    found = outcome(case, store, folder, known)
    if found.counts[WRONG] or (is_loud and found.notes):
        print(case, dict(found.counts), *found.notes[:4], sep="\n    ")
    return Counter(found.counts)


def report(counts: Counter[str]) -> str:
    cells = sum(counts[kind] for kind in (EXACT, ASKED, REFUSED, WRONG))
    return (
        f"sheets: {counts[EXACT]:,} of {cells:,} cells exact, {counts[ASKED]:,} asked, "
        f"{counts[REFUSED]:,} refused, {counts[WRONG]:,} misread"
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    print(report(run(int(arguments[0]) if arguments else 2, arguments[1] if len(arguments) > 1 else "")))
