"""`make mutants`: are the tests as strong as they were? Each fault of the list must make its tests fail.

The tree is copied into a temporary folder; there one fault after the other is made, its tests are run,
and the file is put back. First the same tests must pass without any fault. Exit 1 where a fault lives on
or its text is not found.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.listed import (
    PROJECT,
    Mutant,
    Unfindable,
    mutants,
    mutated,
    node_ids,
    sources,
    texts_of_tests,
)

# The seed: a test of random cases must find a fault each time or never.
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0")
MOST_SECONDS = 180  # for one mutant: a fault that never ends is found out as well
MOST_SECONDS_SOUND = 1800  # for all tests of the list together
KILLED, SURVIVED, NOT_FOUND = "killed", "survived", "not found"


def main() -> int:
    """Run the list, or what is asked of it; the exit code."""
    asked = _asked()
    chosen = [one for one in mutants() if not asked.only or one.id in asked.only]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.jobs):
            trees.put(_copied(Path(folder) / str(number)))
        if not _is_sound(chosen, trees):
            return 1
        print(f"without a fault all pass ({time.monotonic() - began:.0f} s)", flush=True)
        with ThreadPoolExecutor(asked.jobs) as pool:
            lines = list(pool.map(lambda one: _tried(one, trees), chosen))
    if asked.results:
        asked.results.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    counts = Counter(line.split("\t")[1] for line in lines)
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    print(f"{len(chosen)} mutants: {told} ({time.monotonic() - began:.0f} s)")
    return 0 if counts[KILLED] == len(chosen) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", metavar="ID", action="append", help="this mutant alone; may be repeated")
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="how many at once, each in a copy")
    parser.add_argument("--results", metavar="FILE", type=Path, help="write id, outcome, seconds, kind")
    return parser.parse_args()


def _copied(tree: Path) -> Path:
    """A copy of the files that are, or will be, under version control; as they are, committed or not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in names:
        file = PROJECT / name
        if file.is_file() and not file.is_symlink():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, tree / name)
    return tree


def _is_sound(chosen: Sequence[Mutant], trees: "SimpleQueue[Path]") -> bool:
    """Whether all tests that the mutants name pass as the code is."""
    tree = trees.get()
    texts = texts_of_tests(tree)
    try:
        found = dict.fromkeys(
            node for one in chosen for test in one.tests for node in node_ids(test, texts, tree)
        )
    except Unfindable as error:
        print(error)
        return False
    code, output = _run(tree, list(found), MOST_SECONDS_SOUND)
    trees.put(tree)
    if code != 0:
        print(f"{output}\nThese tests do not pass as the code is: no mutant was tried.")
    return code == 0


def _tried(mutant: Mutant, trees: "SimpleQueue[Path]") -> str:
    """Make the fault in a free copy, run its tests, put the file back: id, outcome, seconds and kind."""
    began = time.monotonic()
    tree = trees.get()
    try:
        file, text = mutated(mutant, sources(tree))
    except Unfindable as error:
        print(error)
        outcome = NOT_FOUND
    else:
        sound = file.read_bytes()
        file.write_text(text, "utf-8", newline="")
        try:
            texts = texts_of_tests(tree)
            nodes = [node for test in mutant.tests for node in node_ids(test, texts, tree)]
            outcome = SURVIVED if _run(tree, nodes, MOST_SECONDS)[0] == 0 else KILLED
        finally:
            file.write_bytes(sound)
    trees.put(tree)
    seconds = f"{time.monotonic() - began:.1f}"
    print(f"{outcome:10}{seconds:>6} s  {mutant.id}: {mutant.kind}", flush=True)
    return "\t".join((mutant.id, outcome, seconds, mutant.kind))


def _run(tree: Path, nodes: list[str], most_seconds: int) -> tuple[int | None, str]:
    """The exit code of pytest over these tests in a copy, and what it wrote; None where it took too long."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    process = subprocess.Popen(
        [*PYTEST, *nodes],
        cwd=tree,
        env=environment | {"PYTHONPATH": str(tree)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _nothing = process.communicate(timeout=most_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # with the servers that its tests have started
        process.communicate()
        return None, f"stopped after {most_seconds} s"
    return process.returncode, output


if __name__ == "__main__":
    sys.exit(main())
