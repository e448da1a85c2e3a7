"""States can be told apart by everybody: contrast (WCAG 2.2) and simulated colour blindness."""

import itertools
import math
import tomllib

import pytest

from zhiping.settings import PROJECT
from zhiping.ui.charts import frame
from zhiping.ui.look import states

THEMES: tuple[states.Theme, ...] = ("light", "dark")
# Machado, Oliveira, Fernandes 2009, severity 1.0, for linear RGB.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
FILLED = [state for state in states.STATES if not state.is_hollow]


def linear(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour, eye):
    rgb = linear(colour)
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in EYES[eye]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in to_xyz]
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (value / white for value, white in zip(xyz, (0.95047, 1, 1.08883), strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", states.STATES, ids=lambda state: state.key)
def test_a_state_stands_out_from_what_lies_behind_it(state, theme):
    for background in states.BACKGROUNDS[theme]:
        assert contrast(state.colour.on(theme), background) >= 3
        assert contrast(state.text.on(theme), background) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["INK", "MUTED"])
def test_words_in_pictures_can_be_read(name, theme):
    for background in states.BACKGROUNDS[theme]:
        assert contrast(getattr(frame, name).on(theme), background) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_lines_named_in_their_own_colour_can_be_read(theme):
    for shade in frame.SERIES:
        for background in (*states.BACKGROUNDS[theme], frame.BAND.on(theme)):
            assert contrast(shade.on(theme), background) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_filled_states_differ_in_colour_to_every_eye(eye, theme):
    for one, other in itertools.combinations(FILLED, 2):
        distance = math.dist(lab(one.colour.on(theme), eye), lab(other.colour.on(theme), eye))
        assert distance >= 15, (one.key, other.key, distance)


def test_states_differ_without_any_colour():
    for what in ("key", "label", "sign", "pattern"):
        assert len({getattr(state, what) for state in states.STATES}) == len(states.STATES), what


def test_every_sign_is_in_the_fonts_of_office_machines():
    for state in states.STATES:
        assert len(state.sign.encode("gb2312")) == 2, state.key


def test_what_is_in_no_count_is_hollow():
    assert {state.key for state in states.STATES if state.is_hollow} == {"unrecorded", "not_applicable"}


def test_only_what_needs_a_person_is_red():
    for state in states.STATES:
        for theme in THEMES:
            lightness, a, b = lab(state.colour.on(theme), "usual")
            is_red = a > 40 and b > 15
            assert is_red == state.needs_person, state.key
    assert [state.key for state in states.STATES if state.needs_person] == ["overdue"]


def test_a_state_is_found_by_its_key():
    assert states.state_of("late") is states.LATE
    with pytest.raises(KeyError):
        states.state_of("LATE")


def config():
    return tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("theme", THEMES)
def test_backgrounds_are_those_of_the_theme(theme):
    shown = config()["theme"][theme]
    assert states.BACKGROUNDS[theme] == (shown["backgroundColor"], shown["secondaryBackgroundColor"])
    assert shown["sidebar"]["backgroundColor"] == shown["secondaryBackgroundColor"]


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_colour_of_the_theme_can_be_read(theme):
    shown = config()["theme"][theme]
    texts = {
        name: value
        for name, value in shown.items()
        if name.endswith("TextColor") or name in {"textColor", "linkColor", "primaryColor"}
    }
    assert len(texts) == 11
    for name, colour in texts.items():
        for background in states.BACKGROUNDS[theme]:
            assert contrast(colour, background) >= 4.5, name


def test_the_theme_fetches_no_font():
    shown = config()["theme"]
    fonts = [value for name, value in shown.items() if name.lower().endswith("font")]
    assert len(fonts) == 3
    assert not any("http" in font or ":" in font for font in fonts)
    assert "fontFaces" not in shown
    assert shown["font"] == shown["headingFont"] == frame.FONT
