"""The hand-made rows of a system, a file a system, found by walking: what the tests that walk need of it.

A file says any of these, a dataset's rows as the text of a CSV file, in the order in which they are published:
`WORKED` of 150105 and `NEIGHBOUR` of 150102, every case once, so that a figure can be counted by hand; `PLANTED` of
150102, with the word PLANTED wherever a text can stand, which no reader of 150105 may see; `ONE`, one row of each;
`NAMED`, filter -> the one thing that a question about one thing is asked for; `TRIED`, filter -> values to try, which
may ask for planted rows; `LOCKED`, filter -> a value that no planted row has; `PLANTED_VALUES`, filter -> a value that
planted rows have, where it is not the word itself; `ANNOUNCED`, page -> the lines of 公布数字 that it tells of the
demonstration. Of every dataset in `WORKED` each street of the demonstration's district has rows; `STANDARDS` are worked
rows too, of what holds for a whole district.
"""

from typing import Any

from zhiping.walking import modules_of


def given(name: str) -> dict[str, Any]:
    """What the files of this folder say under a name, one after the other."""
    return {
        key: one
        for module in modules_of(__name__, __path__)
        for key, one in getattr(module, name, {}).items()
    }
