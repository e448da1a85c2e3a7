"""A clerk's morning in a real browser: a faulty file, its correction, the history, and an undo."""

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Locator, Page

from tests.browser.drawn import outside, settled
from tests.conftest import PageAt, Server

HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
SOUND = HEADER + "T-1,150105,A,供热,2025-11-01 10:00\nT-2,150105,B,供热,2025-11-02 10:00\n"


def give(page: Page, folder: Path, *contents: str) -> None:
    files = [folder / f"{month}月.csv" for month, _content in zip(("十一", "十二"), contents, strict=False)]
    for file, content in zip(files, contents, strict=True):
        file.write_text(content, "utf-8")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("heading", name="核对列的对应").wait_for()
    settled(page)


def mended(file: Path, mend: Callable[[Worksheet], None], to: Path) -> Path:
    """The workbook with its first sheet changed, as a clerk saves it under another name."""
    with file.open("rb") as content:
        book = load_workbook(content)
    mend(book.worksheets[0])
    book.save(to)
    return to


def fill_in(sheet: Worksheet) -> None:
    """Fill a template with SOUND, of which one date is no day."""
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.delete_rows(2)
    for line in SOUND.replace("2025-11-02", "2025-13-45").splitlines()[1:]:
        row = dict(zip(HEADER.strip().split(","), line.split(","), strict=True))
        sheet.append({places[name]: value for name, value in row.items()})


def mend(sheet: Worksheet) -> None:
    """Mend the one cell that is marked."""
    (marked,) = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.comment]
    marked.value = "2025-11-02 10:00"


def figure(page: Page, server: Server) -> str:
    """What a leader reads of the two days."""
    page.goto(server.url + "/tickets-funnel?area=150105&since=2025-11-01&until=2025-11-02")
    page.locator(".st-key-finding p").wait_for()
    return settled(page).locator(".st-key-finding").inner_text()


def in_history(page: Page, server: Server, receipt: str) -> Locator:
    page.goto(server.url + "/upload-history?dataset=tickets")
    card = page.locator("[class*='st-key-upload-']").filter(has_text=receipt)
    card.wait_for()
    settled(page)
    return card


def test_the_whole_way_from_the_template_to_a_restored_upload(
    stays_at: PageAt, fresh_server: Server, tmp_path: Path
) -> None:
    page = stays_at("/upload-new", on=fresh_server)
    before = figure(page, fresh_server)
    page.goto(fresh_server.url + "/upload-new")
    with page.expect_download() as template:
        page.get_by_role("button", name="下载模板").click()
    assert template.value.suggested_filename == "工单模板.xlsx"
    faulty = mended(template.value.path(), fill_in, tmp_path / "十一月.xlsx")
    page.locator("input[type=file]").set_input_files(faulty)
    page.get_by_role("listitem").filter(has_text="“2025-13-45 10:00”不是存在的日期或时间").wait_for()
    assert settled(page).get_by_role("button", name="确认发布").is_disabled()

    with page.expect_download() as answer:
        page.get_by_role("button", name="下载标出错误的表格").click()
    assert answer.value.suggested_filename == "十一月（标出错误）.xlsx"
    sound = mended(answer.value.path(), mend, tmp_path / "改好.xlsx")
    page.get_by_role("button", name="换一个文件").click()
    settled(page).locator("input[type=file]").set_input_files(sound)
    page.get_by_text("发布后：新增 2 行，更新 0 行，不变 0 行。").wait_for()
    settled(page).get_by_role("button", name="确认发布").click()
    (receipt,) = re.findall(r"ZP\d{8}-\d{4}", page.get_by_text("已发布“改好.xlsx”").inner_text())
    page.get_by_role("link", name="查看工单漏斗").click()
    page.get_by_role("heading", name="工单漏斗").wait_for()
    assert "area=150105" in page.url
    assert (published := figure(page, fresh_server)) != before

    card = in_history(page, fresh_server, receipt)
    with page.expect_download() as download:
        card.get_by_role("button", name="下载原文件").click()
    assert Path(download.value.path()).read_bytes() == sound.read_bytes()
    card.get_by_role("button", name="撤销").click()
    page.get_by_text("将撤下工单“改好.xlsx”发布的 2 行").wait_for()
    page.get_by_role("button", name="确认撤销").click()
    page.get_by_text(f"已撤销 {receipt}：撤下 2 行").wait_for()
    assert figure(page, fresh_server) == before

    in_history(page, fresh_server, receipt).get_by_role("button", name="恢复", exact=True).click()
    page.get_by_text("发布后：新增 2 行，更新 0 行，不变 0 行。").wait_for()
    page.get_by_role("button", name="确认恢复").click()
    page.get_by_text(f"已恢复 {receipt}：2 行重新发布").wait_for()
    assert figure(page, fresh_server) == published


def test_a_browser_leaves_three_files_behind_at_most_and_on_a_phone_a_checked_file_fits_the_screen(
    stays_at: PageAt, fresh_server: Server, tmp_path: Path
) -> None:
    page = stays_at("/upload-new", on=fresh_server)
    page.get_by_role("button", name="数据", exact=True).click()
    page.get_by_role("menuitem", name="上传数据").click()
    page.get_by_text("选择文件").first.wait_for(state="attached")
    for number in range(4):  # loaded again, the page is a new session, which knows nothing of the file before
        faulty = SOUND.replace("2025-11-02", "2025-13-45").replace("工单类别", "Kind")
        give(page, tmp_path, *[faulty, SOUND.replace("T-", "U-")][: 1 + number // 3])
        kept = list((fresh_server.data / "scratch").glob("upload-*"))
        assert len(kept) == min(number + 1, 3)
        if number < 3:
            page.reload()
            page.get_by_text("选择文件").first.wait_for(state="attached")
            settled(page)
    page.get_by_text("同一个浏览器最多保留 3 个没有发布的文件").wait_for()
    page.set_viewport_size({"width": 390, "height": 900})
    assert outside(settled(page)) == []
    page.locator(".st-key-member-0").get_by_role("button", name="不要这个文件").click()
    page.get_by_text("读取 2 行：2 行没有错误").wait_for()


def test_the_first_faults_of_a_large_file_are_read_while_it_is_still_checked(
    stays_at: PageAt, fresh_server: Server, tmp_path: Path
) -> None:
    page = stays_at("/upload-new", on=fresh_server)
    page.goto(fresh_server.url + "/upload-new")
    with (tmp_path / "全年.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for number in range(100_000):  # of which one among the first and one among the last is wrong
            file.write(
                f"T-{number},150105,{'X类' if number in {7, 99_000} else 'A'},{'供热' * 30},2025-11-01\n"
            )
    page.evaluate(
        """() => {
            window.read = []
            const words = [/前 5,000 行里已发现 1 处错误，整个文件仍在核对/, /第 9 行 C 列：“X类”/, /读取 100,000 行：.*2 处错误/]
            const look = () => words.forEach((one, at) =>
                one.test(document.body.innerText) && !window.read.includes(at) && window.read.push(at))
            new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
        }"""
    )
    page.locator("input[type=file]").set_input_files(tmp_path / "全年.csv")
    page.get_by_text("读取 100,000 行：").wait_for()
    settled(page)
    assert page.evaluate("window.read") == [0, 1, 2]
    assert page.get_by_text("整个文件仍在核对").count() == 0
    page.get_by_role("button", name="换一个文件").click()
    settled(page)
