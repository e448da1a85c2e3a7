"""What the page relies upon in Streamlit: a figure of plotly's is asked for `to_dict` and sent as that says."""

import json

from streamlit.testing.v1 import AppTest

from zhiping.ui.charts import CONFIG

SPEC = {
    "data": [{"type": "bar", "x": [1], "y": ["甲"], "customdata": ["area=1"]}],
    # Neither plotly's Python nor a template of it would let these stand.
    "layout": {"dragmode": "none", "height": 90, "unknown": True},
}


def page(spec: dict[str, object]) -> None:
    from zhiping.ui.charts import Figure
    from zhiping.ui.kit import plotted

    plotted.draw(Figure(spec, "横条图。"), "still")
    plotted.draw(Figure(spec, "横条图。"), "clicked", on_select="rerun", selection_mode="points")


def test_a_picture_is_sent_as_it_was_made() -> None:
    app = AppTest.from_function(page, args=(SPEC,), default_timeout=60).run()
    assert not app.exception
    still, clicked = (one.proto for one in app.get("plotly_chart"))
    for sent in (still, clicked):
        assert json.loads(sent.spec) == SPEC
        assert json.loads(sent.config) == CONFIG
        assert (sent.alt, sent.theme) == ("横条图。", "")
    assert (list(still.selection_mode), list(clicked.selection_mode)) == ([], [0])
    assert clicked.id.endswith("clicked")
