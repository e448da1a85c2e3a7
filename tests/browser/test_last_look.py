"""The browser remembers which version it saw last: no account, no second run, no jump of the page."""

from tests.browser.drawn import settled
from tests.conftest import PageAt

SEEN = "zhiping_seen"
HOURS = 60  # minutes


def cookie(page: object) -> list[int]:
    """What is remembered: version and minute of the look before this visit, then of this one."""
    (value,) = [one["value"] for one in page.context.cookies() if one["name"] == SEEN]  # type: ignore[attr-defined]
    return [int(part) for part in value.split(".")]


def test_a_visit_is_compared_with_the_one_before(page_at: PageAt) -> None:
    page = settled(page_at("/"))
    card = page.locator(".st-key-last-look")
    card.get_by_text("第一次在这台电脑上查看").wait_for()
    base, _base_at, version, minute = cookie(page)
    assert base == 0
    assert version > 0
    # the same visit: loaded again it is still the first
    page.reload()
    settled(page).locator(".st-key-last-look").get_by_text("第一次在这台电脑上查看").wait_for()

    def told_after(last: int) -> str:
        """What the card says half a day later to whoever saw version `last` then."""
        here = page.url
        page.goto("about:blank")  # which notes nothing more of what it shows
        page.context.add_cookies(
            [{"name": SEEN, "value": f"0.0.{last}.{minute - 12 * HOURS}", "url": here, "sameSite": "Strict"}]
        )
        page.goto(here)
        card = settled(page).locator(".st-key-last-look")
        card.get_by_text("上次查看是").wait_for()
        now = cookie(page)
        assert now[:2] == [last, minute - 12 * HOURS]
        assert now[2] >= version
        return card.inner_text()

    assert "那时的数据版本已不再保存" in told_after(version + 999)
    # Tidying in the background makes versions too, which bring no upload.
    assert any("这以后上传 2 次" in told_after(version - back) for back in range(2, 6))
    assert "这以后没有新的数据" in told_after(cookie(page)[2])
