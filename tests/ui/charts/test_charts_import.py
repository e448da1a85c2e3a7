"""A picture that is asked for while another thread is still importing pandas: a server's first visitor does."""

import subprocess
import sys

from zhiping.settings import PROJECT

# The engine imports pandas when it is first given a parameter; here that import stops midway for a while.
SCRIPT = """
import importlib.abc, sys, threading
from datetime import date

class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "pandas.core.api":
            midway.set()
            drawn.wait(20)

midway, drawn = threading.Event(), threading.Event()
sys.meta_path.insert(0, Slow())
threading.Thread(target=__import__, args=("pandas",)).start()
assert midway.wait(60)
from plotly.io import to_json
from zhiping.ui import charts
row = {"month": date(2025, 9, 1), "value": 3, "label": "", "ticket_class": "A", "ticket_count": 3, "is_complete": True}
written = to_json(charts.trend([row]).spec, validate=False)  # as Streamlit does
print("2025-09-01" in written, hasattr(sys.modules["pandas"], "DataFrame"))
drawn.set()
"""


def test_a_picture_needs_nothing_of_pandas() -> None:
    """Plotly takes pandas for loaded as soon as its import has begun, and asks it what a value is that is not plain."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True False\n", "")
