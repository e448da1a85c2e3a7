"""What the page relies upon in Streamlit: a picture is sent as it was drawn, and tells of clicks by one name."""

import json

from streamlit.testing.v1 import AppTest

from tests.pages.visiting import pictures as sent_to


def page() -> None:
    from zhiping.ui import charts
    from zhiping.ui.kit import pictures

    figure = charts.bars([{"name": "甲 & <乙>", "n": 3}], label="name", value="n")
    assert figure
    pictures.draw(figure, "plot-其他/1")


def test_a_picture_is_sent_as_it_was_drawn() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    ((key, drawn),) = sent_to(app).items()
    assert key == "plot-其他/1"
    assert drawn.startswith('<div class="zp-picture" role="img" aria-label="横条图')
    assert "甲 &amp; &lt;乙&gt;" in drawn
    (one,) = app.get("bidi_component")
    assert json.loads(one.proto.json) == drawn
    assert one.proto.isolate_styles is False  # the page's own style and print reach it
