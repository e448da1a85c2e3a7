"""Going on without what is lost: what the catalogue no longer knows is listed, and put aside, never removed."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhiping.settings import Settings
from zhiping.store import catalogue
from zhiping.store.errors import StoreDamaged
from zhiping.store.lake import attached, has_uploads
from zhiping.store.mark import PUT_ASIDE, Change, Mark, changes_of, missing, store_of


@dataclass(frozen=True)
class Loss:
    """A change that was acknowledged and is not in the catalogue. `has_original`: the clerk's file is still there."""

    change: Change
    has_original: bool


def losses(settings: Settings) -> list[Loss]:
    """What the catalogue of a store does not know any more, oldest first. Raises StoreError where it cannot be read."""
    known, _store, _named = _known(settings)
    noted = Mark(settings.store).changes()
    return [Loss(one, (settings.files / one.file_hash).exists()) for one in missing(noted, known)]


def is_refused(settings: Settings) -> bool:
    """Whether the store is not opened as it lies there: something is lost, or the catalogue is gone with all that it said."""
    try:
        Mark(settings.store).check_folder()
    except StoreDamaged:
        return True
    return bool(losses(settings))


def accept(settings: Settings, now: datetime) -> Path:
    """Let the store be what its catalogue knows. What it does not know goes into a folder beside; that folder.

    Raises StoreError, OSError.
    """
    known, store, named = _known(settings)
    aside = settings.store / f"{PUT_ASIDE}{now:%Y%m%d-%H%M%S}"
    (aside / "files").mkdir(parents=True)
    mark = Mark(settings.store)
    hashes = mark.hashes()
    mark.put_aside(aside)
    if settings.files.exists():
        for file in settings.files.iterdir():
            if file.name not in named:
                shutil.move(file, aside / "files" / file.name)
    if store is None and (settings.store / "rows").exists():
        shutil.move(settings.store / "rows", aside / "rows")
    for change in known:
        mark.add(change, {})
    if known:
        mark.add(None, hashes)
    return aside


def _known(settings: Settings) -> tuple[list[Change], str | None, set[str]]:
    """The changes that the catalogue knows, which store it is, and the kept files that it names."""
    if not (settings.store / catalogue.FILE).exists():
        return [], None, set()
    engine = attached(settings)
    try:
        known = changes_of(engine) if has_uploads(engine) else []
        return known, store_of(engine), {change.file_hash for change in known}
    finally:
        engine.close()
