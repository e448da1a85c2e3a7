"""One upload on its way in: taken from the browser, checked, published."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from zhiping import clock, serving
from zhiping.access.permissions import NotAllowed, check_may_upload
from zhiping.contracts import DATASETS, SYSTEMS
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import common_area
from zhiping.store.errors import StoreError
from zhiping.ui.kit import chosen, saying, workbook
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import needs_person, strong, told
from zhiping.ui.upload import choice, faults, remembered, waiting
from zhiping.ui.upload.published import Published
from zhiping.ui.upload.waiting import Taking, current, drop
from zhiping.upload.intake import Intake, NothingToPublish
from zhiping.upload.matching import MatchError
from zhiping.upload.reading.budget import MAX_BYTES
from zhiping.upload.reading.files import FILE_TYPES, text_tables
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.template import template
from zhiping.upload.wishes import Wishes
from zhiping.words import _, in_this_language

LARGE_ROWS = 20_000
_MEBIBYTE = 1 << 20
# Of the first system in the menu, what is reported again and again, not a standard of a year.
_FIRST_CHOICE = next(
    dataset.name
    for entry in PAGES
    for dataset in DATASETS.values()
    if dataset.system in SYSTEMS and dataset.period and entry.startswith(f"{dataset.system}/")
)
# The uploader's own words are English and cannot be set; the label says the rest.
_UPLOADER_STYLE = (
    '<style>[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none }}'
    '[data-testid="stFileUploaderDropzone"] button p {{ font-size: 0 }}'
    "[data-testid=\"stFileUploaderDropzone\"] button p::after {{ content: '{words}'; font-size: .875rem }}</style>"
)


def refusal(view: View) -> str:
    """Why this person may not upload; "" for who may."""
    try:
        check_may_upload(view.access.user)
    except NotAllowed as error:
        return str(error)
    return ""


def draw_dataset(view: View) -> Dataset:
    """The choice of the dataset, what it is, and its template; the dataset chosen, which an address can name."""
    state = st.session_state
    asked = view.filters.get("dataset")
    if asked in DATASETS and asked != state.get("upload_dataset", _FIRST_CHOICE):
        _choose(asked)
    state["upload-dataset"] = state.get("upload_dataset", _FIRST_CHOICE)
    due = choice.due(view)
    st.selectbox(
        _("数据集"),
        choice.in_order(due),
        format_func=lambda name: choice.told(name, due),
        key="upload-dataset",
        on_change=_choose_dataset,
        filter_mode="contains",
    )
    saying.sentence(needs_person(_("严禁上传涉密信息。")))
    dataset = DATASETS[state["upload-dataset"]]
    required = _("、").join(_(column.label) for column in dataset.columns if column.is_required)
    saying.note(_("{grain}。必填：{required}。").format(grain=_(dataset.grain), required=required))
    st.download_button(
        _("下载模板"),
        in_this_language(lambda: template(dataset)),
        file_name=_("{dataset}模板.xlsx").format(dataset=_(dataset.label)),
        mime=workbook.MIME,
        on_click="ignore",
        icon=":material/download:",
    )
    return dataset


def _choose_dataset() -> None:
    name = st.session_state["upload-dataset"]
    _choose(name)
    chosen.choose(dataset=name)


def _choose(name: str) -> None:
    state = st.session_state
    state.upload_dataset = name
    state.published = None
    if (taking := current()) is not None:
        taking.forget_check()
        taking.dataset = DATASETS[state.upload_dataset]
        taking.wishes, taking.checked_wishes, taking.sheets = Wishes(), None, ()


@contextmanager
def draw_file(view: View, dataset: Dataset) -> Iterator[Taking | None]:
    """The place to give a file, or the file given; the file being taken in, kept while the run goes on."""
    with waiting.held() as taking:
        for notice in st.session_state.pop("upload_notices", ()):
            st.error(as_markdown(notice), icon=":material/error:")
        if taking is None:
            _draw_uploader(dataset)
            _draw_awaited(view)
        else:
            with st.container(horizontal=True, vertical_alignment="center"):
                size = _size(taking.file.size)
                st.markdown(as_markdown(strong(taking.file.name) + f"　{size}"), width="content")
                st.button(_("换一个文件"), on_click=drop, type="tertiary", icon=":material/close:")
        yield taking


def _draw_uploader(dataset: Dataset) -> None:
    key = f"file-{st.session_state.get('file_number', 0)}"
    st.html(_UPLOADER_STYLE.format(words=_("选择文件")))
    st.file_uploader(
        _("文件，可以一次选几个（Excel、WPS、ODS、CSV、网页表格或压缩包，合计最大 {limit} MB）").format(
            limit=MAX_BYTES // _MEBIBYTE
        ),
        type=list(FILE_TYPES),
        accept_multiple_files=True,
        key=key,
        on_change=_take,
        args=(key, dataset),
    )


def _draw_awaited(view: View) -> None:
    """The files of this browser that were given and not published: a session may have broken off."""
    if name := st.session_state.pop("handed_over", None):
        st.success(as_markdown(_("“{file}”已交给同事确认，三天内有效。").format(file=name)))
    user = view.access.user
    for file in (*waiting.handed(user), *waiting.awaited(user.name)):
        note = file.note or {}
        text = told(
            _("“{file}”（{dataset}，{size}）交来后没有发布，还在服务器上，核对时改过的对应也在。"),
            file=strong(file.name),
            dataset=_(DATASETS[note["dataset"]].label),
            size=_size(file.size),
        )
        if note["user"] != user.name:
            text = told(
                _("{who}交来“{file}”（{dataset}，{size}），等您或另一位同事确认后发布。"),
                who=note["user"],
                file=strong(file.name),
                dataset=_(DATASETS[note["dataset"]].label),
                size=_size(file.size),
            )
        with st.container(border=True, key=f"awaited-{file.path.name}"):
            saying.sentence(text)
            with st.container(horizontal=True):
                st.button(
                    _("接着核对"),
                    key=f"go-on-{file.path.name}",
                    on_click=waiting.go_on_with,
                    args=(file,),
                    icon=":material/resume:",
                )
                st.button(_("不要了"), key=f"discard-{file.path.name}", on_click=file.remove, type="tertiary")


def _size(size: int) -> str:
    return (
        f"{numbers.decimal(size / _MEBIBYTE)} MB"
        if size >= _MEBIBYTE
        else f"{numbers.decimal(size / 1024)} KB"
    )


def _take(key: str, dataset: Dataset) -> None:
    """Write the browser's files into the scratch folder, once."""
    state = st.session_state
    given = state[key]
    if not given:
        return
    state.published = None
    state.file_number = state.get("file_number", 0) + 1  # the next uploader begins empty
    # getvalue() shares the uploader's bytes; getbuffer() would copy them.
    waiting.begin(dataset, [(file.name, file.getvalue()) for file in given])


def check(taking: Taking, view: View) -> None:
    """Read and check the file where that is due, showing the stage; afterwards `intake` or `problem` is set."""
    # A check of many rows takes so long that the clerk says when.
    is_large = taking.intake is not None and taking.intake.checked.rows_read > LARGE_ROWS
    if not taking.is_due or (is_large and not taking.is_check_asked):
        return
    taking.forget_check()
    wishes = taking.wishes
    taking.await_clerk(view.access.user.name)
    place = st.empty()
    box = place.container()
    with box.status(_("正在读取文件")) as status:
        try:
            intake = Intake(
                serving.store(),
                view.access,
                taking.dataset,
                taking.file.path,
                now=clock.now(),
                file_name=taking.file.name,
                wishes=wishes,
                on_stage=lambda words: status.update(label=words),
                given_by=taking.given_by,
                on_glance=lambda seen: faults.draw_first(box, seen),
                recall=remembered.recall(taking, view.access.user),
            )
            taking.note_check(intake)
            taking.is_recalled = intake.wishes != wishes or taking.is_recalled
            taking.wishes = wishes = intake.wishes
            _note_sheets(taking)
        except (UnreadableFile, MatchError, NotAllowed, StoreError) as error:
            taking.problem = str(error)
            if isinstance(error, UnreadableFile) and not wishes.sheets:
                taking.sheets = _sheets_of(taking)
    place.empty()
    taking.checked_wishes, taking.is_check_asked, taking.may_recall = wishes, False, False


def _note_sheets(taking: Taking) -> None:
    """The sheets that hold data; a reading that was told its sheets sees no others."""
    intake = taking.intake
    if intake and not intake.wishes.sheets:
        taking.sheets = intake.chosen.sheets


def _sheets_of(taking: Taking) -> tuple[str, ...]:
    try:
        store = serving.store()
        with store.workspace() as con:
            scratch = store.settings.scratch
            tables = text_tables(con, taking.file.path, taking.file.name, scratch=scratch)[1]
            return tuple(table.sheet for table in tables if table.sheet)
    except (UnreadableFile, StoreError):
        return ()


def publish(taking: Taking, **options: Any) -> str:
    """Publish what was checked and note it for the page; the sentence of why not, or ""."""
    if taking.intake is None:
        return _("请先核对文件。")
    intake, rows, count = taking.intake, b"", 0
    try:
        still(intake.access)
        if intake.checked.fault_count:
            from zhiping.upload.answer import left_out  # openpyxl is imported where a workbook is made

            rows, count = left_out(intake), intake.checked.rows_read - intake.checked.sound_count
        receipt = intake.publish(**options)
    except (NothingToPublish, NotAllowed, StoreError, UnreadableFile) as error:
        return str(error)
    remembered.remember(taking)
    act = receipt.receipt + f" {taking.dataset.name}"
    serving.note(Act.UPLOADED, who=intake.access.user.name, page="upload/new", about=act)
    st.session_state.published = Published(
        taking.dataset, taking.file.name, receipt, common_area(intake.checked.areas), count, rows
    )
    drop()
    return ""
