"""A folder whose files are loaded by themselves, as its profile says, and moved to done/ or faulty/ with the answer beside.

Nobody is asked here, so whatever a clerk would be asked about makes a file faulty: an odd data date, rows that would be
removed, numbers of persons. A file is moved after its publish, and one whose content stands already is not published
again: cut off at any moment, the next look goes on.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from zhiping.access.permissions import Access, NotAllowed
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.contracts.uploads import MODES
from zhiping.store.publishing import Store
from zhiping.upload.data_date import doubts
from zhiping.upload.intake import Intake, NothingToPublish
from zhiping.upload.matching import MatchError
from zhiping.upload.personal import personal_words
from zhiping.upload.preview import preview_words
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.reports import fault_row
from zhiping.upload.wishes import SAID, WishError, Wishes, wishes_said
from zhiping.words import _

PROFILE = "profile.toml"
DONE, FAULTY = "done", "faulty"
_KEYS = SAID | frozenset("dataset mode sound_rows_only mask most_removed".split())
_UNFINISHED = (".tmp", ".part", ".crdownload", ".filepart", ".swp")


class ProfileError(ValueError):
    """A profile that cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True)
class Profile:
    """How the files of a folder are loaded. `most_removed`: rows that a replacing file may remove by itself."""

    dataset: Dataset
    wishes: Wishes = field(default_factory=Wishes)
    mode: str = "upsert"
    sound_rows_only: bool = False
    mask: bool = False
    most_removed: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a file: where it is now, and why in a sentence. `receipt`: None where nothing was published."""

    file: str
    place: str
    told: str
    receipt: str | None = None


def profile_of(folder: Path) -> Profile:
    """The profile of a folder. Raises ProfileError, MatchError."""
    try:
        told = tomllib.loads((folder / PROFILE).read_text("utf-8"))
    except FileNotFoundError as error:
        raise ProfileError(
            _('{folder} 里没有 {profile}。请写明 dataset = "…"，以及要用的 mode、[match] 等。').format(
                folder=folder, profile=PROFILE
            )
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(
            _("{profile} 读不懂（{reason}）。").format(profile=PROFILE, reason=error)
        ) from error
    if unknown := sorted(told.keys() - _KEYS):
        raise ProfileError(
            _("{profile} 里的 {keys} 不认得。可以写：{known}。").format(
                profile=PROFILE, keys=_("、").join(unknown), known=_("、").join(sorted(_KEYS))
            )
        )
    dataset = DATASETS.get(str(told.get("dataset")))
    if dataset is None or told.get("mode", "upsert") not in MODES:
        raise ProfileError(_("{profile} 的 dataset 或 mode 不对。").format(profile=PROFILE))
    try:
        wishes = wishes_said(dataset, {key: told[key] for key in SAID & told.keys()})
    except WishError as error:
        raise ProfileError(
            _("{profile} 的 {key} {problem}。").format(profile=PROFILE, key=error.key, problem=error)
        ) from error
    return Profile(
        dataset,
        wishes,
        mode=told.get("mode", "upsert"),
        sound_rows_only=bool(told.get("sound_rows_only", False)),
        mask=bool(told.get("mask", False)),
        most_removed=int(told.get("most_removed", 0)),
    )


def waiting_files(folder: Path, before: float) -> list[Path]:
    """The files to take in, the oldest first; what was written after `before` (seconds of the epoch) may not be whole yet."""
    found = []
    for file in folder.iterdir():
        is_other = file.name == PROFILE or file.name.startswith((".", "~$")) or file.suffix in _UNFINISHED
        if not is_other and file.is_file() and file.stat().st_mtime <= before:
            found.append(file)
    return sorted(found, key=lambda file: (file.stat().st_mtime, file.name))


def take_in(store: Store, access: Access, folder: Path, *, now: datetime, before: float) -> Iterator[Outcome]:
    """Load the files that wait in a folder, one after the other. Raises ProfileError, MatchError, StoreError, OSError.

    What the store or the disk refuses leaves the file where it is, for the next look.
    """
    profile = profile_of(folder)
    for file in waiting_files(folder, before):
        yield _taken(store, access, profile, folder, file, now)


def _taken(
    store: Store, access: Access, profile: Profile, folder: Path, file: Path, now: datetime
) -> Outcome:
    try:
        intake = Intake(store, access, profile.dataset, file, now=now, wishes=profile.wishes)
    except (UnreadableFile, MatchError, NotAllowed) as error:
        return _moved(folder, file, FAULTY, str(error))
    try:
        if again := intake.earlier_receipts():
            told = _("内容完全相同的文件已经上传过，回执号 {receipts}。").format(receipts=_("、").join(again))
            return _moved(folder, file, DONE, told, receipt=again[0])
        if doubt := _doubt(intake, profile):
            return _moved(folder, file, FAULTY, doubt, intake)
        receipt = intake.publish(
            mode=profile.mode,
            sound_rows_only=profile.sound_rows_only,
            removes=intake.preview(profile.mode).removed,
            is_masked=profile.mask,
        )
        told = _("已发布 {n} 行，回执号 {receipt}，数据版本 {version}。").format(
            n=receipt.rows_published, receipt=receipt.receipt, version=receipt.version
        )
        return _moved(folder, file, DONE, told, intake, receipt.receipt)
    except (NothingToPublish, NotAllowed) as error:
        return _moved(folder, file, FAULTY, str(error), intake)
    finally:
        intake.close()


def _doubt(intake: Intake, profile: Profile) -> str:
    """What a person has to look at before this file is published; "" for nothing."""
    if not intake.may_publish(sound_rows_only=profile.sound_rows_only):
        return _("有 {n} 处错误，什么都没有发布。").format(n=intake.checked.fault_count)
    found = intake.preview(profile.mode)
    told = list(doubts(intake.data_date))
    if found.removed > profile.most_removed:
        told.append(preview_words(found))
    if intake.personal and not profile.mask:
        told += personal_words(intake.personal)
    told += filter(None, [intake.closed(profile.mode)])
    return "".join([*told, _("请在“上传数据”页面上传并确认。")]) if told else ""


def _moved(
    folder: Path, file: Path, to: str, told: str, intake: Intake | None = None, receipt: str | None = None
) -> Outcome:
    """Move a file, its answer written before: a file that is still there is looked at once more."""
    place = folder / to
    place.mkdir(exist_ok=True)
    target = _free(place, file.name)
    report: dict[str, Any] = {"file": file.name, "told": told, "receipt": receipt}
    if intake is not None:
        checked = intake.checked
        report |= {
            "rows_read": checked.rows_read,
            "fault_count": checked.fault_count,
            "skipped": intake.skipped(),
        }
        report |= {"faults": [fault_row(fault) for fault in checked.faults]}
        if checked.fault_count:
            from zhiping.upload.answer import (  # openpyxl is imported where a workbook is made
                answer,
                answer_name,
            )

            _free(place, answer_name(intake)).write_bytes(answer(intake))
    words = json.dumps(report, ensure_ascii=False, indent=1, default=str)
    target.with_name(f"{target.name}.json").write_text(words, "utf-8")
    file.replace(target)
    return Outcome(file.name, str(target.relative_to(folder)), told, receipt)


def _free(place: Path, name: str) -> Path:
    """A name in the folder that is not taken: 十一月.csv, 十一月-2.csv …"""
    target, number = place / name, 1
    while target.exists():
        number += 1
        target = place / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return target
