"""The file that a session is taking in: it waits in the scratch folder, and may have to make room."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

from zhiping import clock, serving
from zhiping.access.permissions import User, may_upload_dataset
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import common_area, is_within
from zhiping.store.disk import reason_of
from zhiping.store.scratch import MAX_BYTES, MAX_FILES, NoRoom, ScratchFile
from zhiping.upload.intake import Intake
from zhiping.upload.reading.budget import MAX_BYTES as MAX_UPLOAD
from zhiping.upload.reading.budget import check_files, too_large
from zhiping.upload.reading.members import pack, packed_name
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.wishes import Wishes
from zhiping.words import _

AWAITED, HANDED = timedelta(hours=1), timedelta(days=3)


@dataclass(eq=False)
class Taking:
    """A clerk's file in the scratch folder and what is known of it; the file goes when this goes.

    `wishes`: what the clerk says now; `checked_wishes`: what the last check went by. `problem`: why
    there is no `intake`. `sheets`: those to choose from, where there are several. `is_recalled`: the wishes are
    those of the clerk's last file with the same header row; `may_recall`: whether they may be looked for.
    """

    dataset: Dataset
    file: ScratchFile
    wishes: Wishes = field(default_factory=Wishes)
    checked_wishes: Wishes | None = None
    intake: Intake | None = None
    problem: str = ""
    sheets: tuple[str, ...] = ()
    is_check_asked: bool = False
    given_by: str = ""  # who gave it, where that is another
    is_recalled: bool = False
    may_recall: bool = True

    @property
    def is_due(self) -> bool:
        """Whether the clerk has said something since the last check."""
        return self.checked_wishes != self.wishes

    def note_check(self, intake: Intake) -> None:
        """Keep what was checked; its rows go with the file, also where that has to make room."""
        self.intake, self.file.on_drop = intake, intake.close

    def await_clerk(self, user: str) -> None:
        """Keep the file and what was said of it for an hour, for when this session breaks."""
        until = clock.now() + (HANDED if self.given_by else AWAITED)
        serving.store().scratch.await_clerk(self.file, self._note(self.given_by or user), until)

    def hand_over(self, user: User) -> None:
        """Leave the file to another clerk, who looks at it and publishes it."""
        assert self.intake is not None
        area = common_area(self.intake.checked.areas) or user.scope
        self.forget_check()
        self.file.browser = ""
        note = self._note(user.name) | {"area": area, "company": user.company}
        serving.store().scratch.await_clerk(self.file, note, clock.now() + HANDED)

    def _note(self, user: str) -> dict[str, Any]:
        kept = {name: (self.file.note or {})[name] for name in ("area", "company") if self.given_by}
        return {"user": user, "dataset": self.dataset.name, "wishes": asdict(self.wishes), **kept}

    def forget_check(self) -> None:
        """Let go of the rows that were checked."""
        if self.intake:
            self.intake.close()
        self.intake, self.file.on_drop, self.problem = None, None, ""

    def close(self) -> None:
        """Let go of the rows and of the file."""
        self.forget_check()
        self.file.remove()


def current() -> Taking | None:
    """The file being taken in, if there is one."""
    taking: Taking | None = st.session_state.get("taking")
    return taking


def awaited(user: str) -> list[ScratchFile]:
    """The files that this person has given from this browser and not published; their sessions may be gone."""
    found = serving.store().scratch.awaited(_browser(), clock.now())
    return [
        file for file in found if file.note and file.note["user"] == user and file.note["dataset"] in DATASETS
    ]


def handed(user: User) -> list[ScratchFile]:
    """The files of colleagues that wait for this clerk, or another, to publish them."""
    return [file for file in serving.store().scratch.handed(clock.now()) if _is_for(user, file.note or {})]


def _is_for(user: User, note: dict[str, Any]) -> bool:
    dataset = DATASETS.get(note["dataset"])
    if dataset is None or note["user"] == user.name or note["company"] != user.company:
        return False
    return may_upload_dataset(user, dataset) and (not user.scope or is_within(note["area"], user.scope))


def hand_over(user: User) -> None:
    """Leave the file being taken in to a colleague. For a button's callback."""
    if taking := current():
        taking.hand_over(user)
        st.session_state.handed_over = taking.file.name
    st.session_state.taking = None


def go_on_with(file: ScratchFile) -> None:
    """Take in a file that waits, with what its clerk had said of it. For a button's callback."""
    note = file.note or {}
    wishes = note["wishes"]
    drop()
    st.session_state.upload_dataset = note["dataset"]
    st.session_state.taking = Taking(
        DATASETS[note["dataset"]], file, Wishes.of(wishes), given_by=note["user"] if "area" in note else ""
    )


def drop() -> None:
    """Give up the file being taken in. For a button's callback."""
    if taking := current():
        taking.close()
    st.session_state.taking = None


def begin(dataset: Dataset, files: Sequence[tuple[str, bytes]]) -> None:
    """Take in new files, several as one zip, in the place of what is at hand.

    What had to make room, or why it could not, is noted.
    """
    drop()
    notices = []
    try:
        name, content = _as_one(files)
        file, dropped = serving.store().scratch.keep(content, name, _browser())
    except UnreadableFile as error:
        notices.append(str(error))
    except NoRoom:
        notices.append(_("正在核对的文件太多，这个文件没有存下来。请过几分钟再上传。"))
    except OSError as error:
        notices.append(
            _("文件没有存下来（{reason}）。请检查磁盘空间后再试。").format(reason=reason_of(error))
        )
    else:
        st.session_state.taking = Taking(dataset, file)
        notices += [_dropped_told(old) for old in dropped if old.browser == file.browser]
    st.session_state.upload_notices = notices


def _as_one(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    if len(files) == 1:
        return files[0]
    check_files(len(files))
    if sum(len(content) for _name, content in files) > MAX_UPLOAD:
        raise too_large(MAX_UPLOAD)
    packed = io.BytesIO()
    pack(packed, files)
    return packed_name(name for name, _content in files), packed.getvalue()


@contextmanager
def held() -> Iterator[Taking | None]:
    """The file being taken in, which nothing else drops meanwhile; None where there is none, or it had to go."""
    taking = current()
    if taking is None:
        yield None
        return
    with serving.store().scratch.held(taking.file) as is_there:
        if not is_there:
            st.session_state.upload_notices = [_dropped_told(taking.file)]
            drop()
        yield taking if is_there else None


def _dropped_told(file: ScratchFile) -> str:
    why = (
        _("同一个浏览器最多保留 {n} 个没有发布的文件").format(n=MAX_FILES)
        if file.dropped == "browser"
        else _("没有发布的文件合计超过了 {n} GB").format(n=MAX_BYTES >> 30)
    )
    return _("“{file}”已从服务器清除，没有发布：{why}，最早的先清除。需要时请重新上传。").format(
        file=file.name, why=why
    )


def _browser() -> str:
    """Which browser this is: a page that is loaded again, or a second tab, is a new session of the same one.

    Streamlit's cookie against forged requests tells; it is written anew each time, what it hides stays.
    """
    token, _made_at = decode_xsrf_token_string(st.context.cookies.get("_streamlit_xsrf", ""))
    context = get_script_run_ctx()
    return token.hex() if token else context.session_id if context else ""
