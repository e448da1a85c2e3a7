"""`make audit`: what the product is made of, under which licences, and which known faults its packages have.

The licences are read from the packages as they are installed. Faults are asked of the index that knows them by pip-audit;
where it cannot be reached that is said, and no fault of ours.
"""

import re
import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path

from zhiping.settings import PROJECT

LOCKED = PROJECT / "requirements.lock"
# Of what a licence is called, in the several ways of writing: nobody who uses the product owes more than the notice.
PERMISSIVE = re.compile(
    r"(MIT(-0|-CMU)?|0?BSD|(2|3)-Clause BSD|BSD-(2|3)-Clause|Apache(-| )(Software|License)?.*|Apache-2\.0|ISC.*|Zlib|CC0-1\.0|PSF.*|MPL.*"
    r"|Mozilla Public.*|Python Software.*)( License)?"
)
_UNREACHABLE = re.compile(
    r"ConnectionError|Connection(Refused|Reset)|Max retries|timed out|Name or service|getaddrinfo|ProxyError"
)


def pinned(path: Path) -> list[str]:
    """The packages of a list, by name."""
    return re.findall(r"^([A-Za-z0-9_.-]+)(?:\[\w+\])?==", path.read_text("utf-8"), re.MULTILINE)


def licence_of(package: str) -> str:
    """What an installed package says of its licence; "" where it says nothing."""
    told = metadata(package)

    def lines(name: str) -> list[str]:
        return [str(one).split("\n")[0] for one in told.get_all(name) or ()]

    classified = [one.split(" :: ")[-1] for one in lines("Classifier") if one.startswith("License ::")]
    return "; ".join(lines("License-Expression") or classified or lines("License"))


def is_permissive(licence: str) -> bool:
    """Whether one may choose a permissive one of it."""
    choices = re.split(r" OR ", licence)
    return any(
        all(PERMISSIVE.fullmatch(part.strip()) for part in re.split(r" AND |; ", one)) for one in choices
    )


def faults(audit: Path) -> int:
    """Ask which packages have known faults; how many things are wrong."""
    asked = subprocess.run(
        [audit, "--requirement", LOCKED, "--require-hashes", "--disable-pip", "--progress-spinner", "off"],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode and _UNREACHABLE.search(asked.stderr):
        print("漏洞库连不上，没有核对；请在能上网的机器上再跑一次 make audit。")
        return 0
    print(asked.stdout or asked.stderr)
    return asked.returncode


def main(audit: Path) -> int:
    """Print licences and faults; 1 where something is wrong."""
    unclear = []
    for package in pinned(PROJECT / "requirements.txt"):
        licence = licence_of(package)
        print(f"{package:32} {licence}")
        unclear += [] if is_permissive(licence) else [package]
    if unclear:
        print(f"许可证要看一看：{'、'.join(unclear)}")
    return int(bool(unclear) | bool(faults(audit)))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
