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
    # half a day later
    for last, told in (
        (version, "这以后没有新的数据"),
        (version - 2, "这以后上传 2 次"),
        (version + 999, "那时的数据版本已不再保存"),
    ):
        page.evaluate(
            f"() => document.cookie = '{SEEN}=0.0.{last}.{minute - 12 * HOURS}; path=/; samesite=strict'"
        )
        page.reload()
        settled(page).locator(".st-key-last-look").get_by_text(told).wait_for()
        assert cookie(page)[:3] == [last, minute - 12 * HOURS, version]
