"""有新数据: an open page learns that what it shows was reported anew, and shows it when its reader says so."""

import streamlit as st

from zhiping import serving
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.ui.kit.systems import of_page
from zhiping.ui.kit.view import View
from zhiping.words import _

SECONDS_BETWEEN_LOOKS = 60


def draw(view: View) -> None:
    """A line that comes once there are newer data; who reads by a link sees what the link shows."""
    if not view.access.is_shared:
        st.fragment(_look, run_every=SECONDS_BETWEEN_LOOKS)(view)


def _look(view: View) -> None:
    if not has_newer(view):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="newer"):
        st.markdown(_("有新数据。"), width="content")
        if st.button(_("刷新"), key="newer-shown", type="tertiary", icon=":material/refresh:"):
            st.rerun()


def has_newer(view: View) -> bool:
    """Whether an upload that its viewer may see, of the systems of this page, came or went since the page was run."""
    store = serving.store()
    if store.versions.latest() <= view.version:
        return False
    systems = {card.name for card in of_page(view)}
    own = {name for name, dataset in DATASETS.items() if dataset.system in systems}
    rows = run(store, "uploads/history", view.access).rows
    return any(
        row["dataset"] in own and max(row["version"], row["undone_version"] or 0) > view.version
        for row in rows
    )
