"""docs/architecture.md says what is so: its picture and the functions that it names; its recipe: test_made_up_system.py."""

import re
from importlib import import_module
from typing import Any

import pytest

from tests.architecture import DOCUMENT, drawn, imports

NAMED = sorted(set(re.findall(r"`(zhiping(?:\.\w+)+)`", DOCUMENT.read_text("utf-8"))))


def test_its_picture_is_that_of_today() -> None:
    assert drawn(DOCUMENT.read_text("utf-8")) == DOCUMENT.read_text("utf-8"), "stale: `make docs`"


def test_the_picture_shows_a_house_whose_layers_only_reach_down() -> None:
    below = imports()
    assert {"asking", "store", "ui/kit", "ui/<system>"} <= set(below)
    assert "asking" not in below["store"]
    assert not any(box.startswith("ui/") for box in below["asking"])


@pytest.mark.parametrize("name", NAMED)
def test_what_it_names_is_there(name: str) -> None:
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: Any = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return
    pytest.fail(f"{name} is nowhere")
