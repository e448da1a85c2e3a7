"""A visitor who opens one page by its address, as a deep link does: no other page runs before it."""

import json

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from zhiping.settings import PROJECT
from zhiping.ui.kit.addresses import PAGES

SECONDS_TO_RUN = 60
CONTENTS = str(PROJECT / "zhiping" / "contents.py")


def visitor(name: str, **filters: str) -> AppTest:
    """A visitor at the address of a page, before its first run; `class_` is the filter "class".

    分享 stands open, so that what it offers can be looked at: it is made only then.
    """
    app = AppTest.from_file(CONTENTS, default_timeout=SECONDS_TO_RUN)
    app._page_hash = calc_hash(PAGES[name].url_path)  # switch_page would need a run of the overview first
    app.session_state["share"] = True
    for key, value in filters.items():
        app.query_params[key.rstrip("_")] = value
    return app


def pictures(app: AppTest) -> dict[str, str]:
    """Key -> the picture as it was sent, HTML around SVG."""
    return {
        one.proto.id.split("-", 2)[2]: json.loads(one.proto.json)
        for one in app.get("bidi_component")
        if one.proto.component_name == "picture"
    }
