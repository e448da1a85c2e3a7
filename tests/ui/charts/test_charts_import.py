"""A picture that is asked for while another thread is still importing pandas: a server's first visitor does."""

import subprocess
import sys

from zhiping.settings import PROJECT

# The engine imports pandas when it is first given a parameter; here that import stops midway for a while.
SCRIPT = """
import importlib.abc, sys, threading, time

class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "pandas.core.api":
            midway.set()
            time.sleep(4)

midway = threading.Event()
sys.meta_path.insert(0, Slow())
threading.Thread(target=__import__, args=("pandas",)).start()
assert midway.wait(60)
import plotly.graph_objects  # takes most of a second by itself
from zhiping.ui.charts import frame
figure = frame.framed("light", alt="", height=100, margin=(0, 0, 0, 0))
print(type(figure).__name__)
"""


def test_a_picture_waits_until_pandas_is_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("_Still\n", "")
