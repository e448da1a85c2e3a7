"""A map in a real browser: what is painted where, what a click does, and nothing asked of another host."""

import io
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Page

from tests.conftest import PageAt, Server, clicked_until, started_server
from zhiping.settings import PROJECT
from zhiping.ui.charts.frame import INK, MUTED
from zhiping.ui.look.states import LATE, ON_TIME, OVERDUE, UNRECORDED, Theme
from zhiping.ui.maps import ground
from zhiping.ui.maps.deck import ACCENT
from zhiping.ui.maps.points import offsets
from zhiping.ui.maps.screen import WIDE

SERVER = PROJECT / "tests" / "browser" / "map_page" / "server.py"
MAP = "[data-testid=stDeckGlJsonChart]"
ONE_OF_EACH = "/?each=1&area=1505"
NO_PAGE = "/healthz"  # to listen from before a page is asked for
FITTED_TO = (WIDE, 480)
PLACE = (120.5, 44.5)
SECONDS_TO_PAINT = 60
A_MOMENT = 1_000  # milliseconds: what is painted can be clicked a little later
MOST_BYTES = 1_000_000

Pixel = tuple[int, int]


@pytest.fixture(scope="module")
def map_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the page in tests/browser/map_page; ended by its own pid."""
    with started_server(tmp_path_factory.mktemp("map"), str(SERVER)) as started:
        yield started


def picture(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(MAP).screenshot())).convert("RGB")


def _are_of(page: Page, colour: str, around: Pixel, reach: int) -> list[bool]:
    """Of each pixel at most `reach` from `around`, row by row, whether it has a colour; not the mixed ones of edges."""
    wanted = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    x, y = around
    near = picture(page).crop((x - reach, y - reach, x + reach, y + reach)).tobytes()
    pixels = zip(near[::3], near[1::3], near[2::3], strict=True)
    return [all(abs(one - other) <= 12 for one, other in zip(pixel, wanted, strict=True)) for pixel in pixels]


def painted(page: Page, colour: str, around: Pixel, reach: int = 14) -> int:
    """How many pixels at most `reach` from `around` have a colour."""
    return sum(_are_of(page, colour, around, reach))


def blot(page: Page, colour: str, around: Pixel, reach: int) -> Pixel:
    """Where, at most `reach` from `around`, most pixels side by side have a colour."""
    mask = Image.frombytes(
        "L", (2 * reach, 2 * reach), bytes(255 * one for one in _are_of(page, colour, around, reach))
    )
    near = mask.filter(ImageFilter.BoxBlur(2)).tobytes()
    down, right = divmod(near.index(max(near)), 2 * reach)
    return around[0] - reach + right, around[1] - reach + down


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait until `is_so`: rendering without a graphics card takes its time."""
    deadline = time.monotonic() + SECONDS_TO_PAINT
    while not is_so():
        assert time.monotonic() < deadline, "the map is not painted as expected"
        page.wait_for_timeout(250)


def pixel_of(page: Page, at: tuple[float, float], area: str) -> Pixel:
    """Where a place lies in the picture of a map that is fitted to `area`."""
    chosen, box = ground.area_of(area), page.locator(MAP).bounding_box()
    assert chosen is not None
    assert box is not None
    longitude, latitude, zoom = ground.view_of(chosen.box, *FITTED_TO)
    (middle_x, middle_y), (x, y) = ground.pixels(longitude, latitude, zoom), ground.pixels(*at, zoom)
    return round(box["width"] / 2 + x - middle_x), round(box["height"] / 2 + y - middle_y)


def click(page: Page, at: Pixel) -> None:
    page.locator(MAP).click(position={"x": at[0], "y": at[1]})


def pick(page: Page, at: Pixel, key: str) -> None:
    clicked_until(lambda: click(page, at), page.get_by_text(f"选中：{key}"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_points_are_painted_at_their_places_in_the_colours_of_their_states(
    stays_at: PageAt, map_server: Server, theme: Theme
) -> None:
    page = stays_at(ONE_OF_EACH, on=map_server, dark=theme == "dark")
    page.locator(f"{MAP} canvas").first.wait_for()
    for number, state in enumerate((ON_TIME, LATE, OVERDUE, UNRECORDED)):
        at, colour = pixel_of(page, (PLACE[0] + number, PLACE[1]), "1505"), state.colour.on(theme)
        until(page, lambda at=at, colour=colour: painted(page, colour, at) >= 40)  # type: ignore[misc]
        assert painted(page, colour, (at[0], at[1] + 60)) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_outline_and_names_are_painted(stays_at: PageAt, map_server: Server, theme: Theme) -> None:
    page = stays_at(ONE_OF_EACH, on=map_server, dark=theme == "dark")
    page.locator(f"{MAP} canvas").first.wait_for()
    league = ground.area_of("1505")
    assert league is not None
    corner = max(league.rings, key=len)[0]
    until(page, lambda: painted(page, ACCENT.on(theme), pixel_of(page, (corner[0], corner[1]), "1505")) >= 20)
    until(page, lambda: painted(page, MUTED.on(theme), pixel_of(page, league.place, "1505"), reach=20) >= 20)


def test_the_base_comes_from_our_own_files_and_no_letters_are_asked_for(
    page_at: PageAt, map_server: Server
) -> None:
    page = page_at(NO_PAGE, on=map_server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(map_server.url)))
    page.goto(f"{map_server.url}/?area=1505")
    until(page, lambda: sum(url.startswith("/geo/") for url in asked) >= 3)
    page.wait_for_timeout(2_000)
    assert sorted(url for url in asked if url.startswith("/geo/")) == [
        "/geo/names.geojson",
        "/geo/nmg_lite.geojson",
        "/geo/style.json",
    ]


def test_a_click_picks_a_point_and_rings_it(stays_at: PageAt, map_server: Server) -> None:
    page = stays_at(ONE_OF_EACH, on=map_server)
    page.locator(f"{MAP} canvas").first.wait_for()
    first, second = (pixel_of(page, (PLACE[0] + number, PLACE[1]), "1505") for number in (0, 1))
    until(page, lambda: painted(page, LATE.colour.light, second) >= 40)
    unringed = {at: painted(page, ACCENT.light, at, reach=20) for at in (first, second)}
    for at, key in ((second, "E1"), (first, "E0"), (second, "E1")):
        pick(page, at, key)
        until(page, lambda at=at: painted(page, ACCENT.light, at, reach=20) >= unringed[at] + 35)  # type: ignore[misc]
    assert painted(page, ACCENT.light, first, reach=20) == unringed[first]
    assert painted(page, ON_TIME.colour.light, first) >= 40, "what is not selected has faded"


def test_a_double_click_on_a_point_leaves_the_page_standing(stays_at: PageAt, map_server: Server) -> None:
    page = stays_at(ONE_OF_EACH, on=map_server)
    page.locator(f"{MAP} canvas").first.wait_for()
    point = pixel_of(page, (PLACE[0] + 1, PLACE[1]), "1505")
    until(page, lambda: painted(page, LATE.colour.light, point) >= 40)
    page.locator(MAP).dblclick(position={"x": point[0], "y": point[1]})
    page.wait_for_timeout(3_000)
    assert page.locator("[data-testid=stException]").count() == 0
    click(page, (point[0], point[1] + 150))
    page.wait_for_timeout(1_000)
    assert page.locator(f"{MAP} canvas").count() > 0


def test_points_at_one_place_can_each_be_clicked(page_at: PageAt, map_server: Server) -> None:
    page = page_at("/?same=5&area=1505", on=map_server)
    page.locator(f"{MAP} canvas").first.wait_for()
    x, y = pixel_of(page, PLACE, "1505")
    beside = offsets([PLACE] * 5)
    until(page, lambda: painted(page, ON_TIME.colour.light, (x + beside[0][0], y + beside[0][1])) >= 40)
    page.wait_for_timeout(A_MOMENT)
    for number, (right, down) in enumerate(beside):
        pick(page, (x + right, y + down), f"S{number}")


def test_a_bubble_opens_and_the_whole_map_comes_back(page_at: PageAt, map_server: Server) -> None:
    page = page_at("/?points=6000&area=150421", on=map_server)
    page.locator(f"{MAP} canvas").first.wait_for()
    banner = ground.area_of("150421")
    assert banner is not None
    middle = pixel_of(page, banner.place, "150421")

    def signs() -> int:
        return painted(page, ON_TIME.colour.light, middle, reach=200)

    back = page.get_by_role("button", name="回到全图")
    until(page, lambda: painted(page, INK.light, middle, reach=45) >= 200)
    page.wait_for_timeout(A_MOMENT)
    clicked_until(lambda: click(page, blot(page, INK.light, middle, reach=45)), back)
    until(page, lambda: signs() >= 2_000)
    back.click()
    until(page, lambda: signs() < 1_000)


def test_sixty_thousand_points_are_a_small_message_and_the_map_can_be_dragged(
    page_at: PageAt, map_server: Server
) -> None:
    page = page_at(NO_PAGE, on=map_server)
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.goto(f"{map_server.url}/?points=10000&shops=50000&area=150421")
    page.get_by_text("圆里的数字是那一带的商户数").wait_for()
    assert 10_000 < sum(sizes) < MOST_BYTES
    banner = ground.area_of("150421")
    assert banner is not None
    x, y = pixel_of(page, banner.place, "150421")
    corner = max(banner.rings, key=len)[0]
    at = pixel_of(page, (corner[0], corner[1]), "150421")
    until(page, lambda: painted(page, ACCENT.light, at) >= 20)
    box = page.locator(MAP).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 400)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 380, steps=10)
    page.mouse.up()
    until(page, lambda: painted(page, ACCENT.light, (at[0] + 100, at[1] - 20)) >= 20)
