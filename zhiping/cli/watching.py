"""watch: a folder whose files are loaded by themselves. Beside a running service too, which does it when asked."""

import time
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from zhiping import clock
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, app, data_folder, fail, note, said
from zhiping.contracts.admin import Act
from zhiping.demo.loading import load_first_data
from zhiping.settings import Settings, settings_from
from zhiping.store.beside import ask
from zhiping.store.disk import reason_of
from zhiping.store.errors import StoreError, StoreInUse, with_notes
from zhiping.store.publishing import Store
from zhiping.upload.inbox import ProfileError, profile_of, take_in, waiting_files

_SECONDS_TO_SETTLE = 3.0  # a file that was written to just now may not be whole


@app.command()
def watch(
    folder: Annotated[
        Path, typer.Argument(help="收文件的文件夹，里面有 profile.toml", file_okay=False, exists=True)
    ],
    every: Annotated[float, typer.Option("--every", help="每隔几秒看一次", min=1.0)] = 10.0,
    once: Annotated[bool, typer.Option("--once", help="只看一次")] = False,
    data: DataOption = None,
) -> None:
    """守着一个文件夹：按 profile.toml 载入新文件，移到 done 或 faulty，旁边放结果；可以随时停下重来。"""
    folder = folder.resolve()
    with said():
        settings = settings_from(data=data_folder(data))
        try:
            profile_of(folder)
        except ProfileError as error:
            fail(Exit.WRONG_USE, str(error))
        told = ""
        while True:
            trouble = _look(settings, folder, _SECONDS_TO_SETTLE)
            if trouble and trouble != told:
                typer.echo(trouble, err=True)
            told = trouble
            if once:
                raise typer.Exit(Exit.UNUSABLE if trouble else Exit.DONE)
            time.sleep(every)


def _look(settings: Settings, folder: Path, settle: float) -> str:
    """Load what waits; what keeps it from being loaded now, in a sentence, or ""."""
    before = time.time() - settle
    try:
        if not waiting_files(folder, before):
            return ""
        try:
            _load_here(settings, folder, before)
        except StoreInUse as error:
            answered = ask(settings.store, {"do": "take_in", "folder": str(folder), "before": str(before)})
            if answered is None:
                return with_notes(error)
            for outcome in answered.get("outcomes", ()):
                _tell(outcome)
            return str(answered["error"])
    except (StoreError, ProfileError) as error:
        return with_notes(error)
    except (OSError, duckdb.Error) as error:
        return reason_of(error)
    return ""


def _load_here(settings: Settings, folder: Path, before: float) -> None:
    with closing(Store(settings)) as store:
        now, access = clock.now(), Access(DEMO_USER)
        load_first_data(store, with_demo=False, now=now)
        for outcome in take_in(store, access, folder, now=now, before=before):
            if outcome.receipt:
                note(store, access, Act.UPLOADED, outcome.receipt, now)
            _tell(vars(outcome))


def _tell(outcome: dict[str, Any]) -> None:
    typer.echo(f"{outcome['place']}\t{outcome['told']}")
