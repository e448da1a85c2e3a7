"""The environment, read once; what cannot be used is said."""

from pathlib import Path

import pytest

from zhiping.clock import now
from zhiping.settings import PROJECT, SettingsError, settings_from


@pytest.mark.parametrize("written", ["", " GS（2024）0650号 ", "蒙S(2023)028号"])
def test_a_map_number_is_taken_as_written(written: str) -> None:
    assert settings_from({"ZHIPING_MAP_NUMBER": written}).map_number == written.strip()


@pytest.mark.parametrize("written", ["0650", "GS 2024 <b>", "审图号"])
def test_what_is_no_map_number_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="ZHIPING_MAP_NUMBER 是底图的审图号"):
        settings_from({"ZHIPING_MAP_NUMBER": written})


def test_nothing_said_is_the_folder_of_the_product_with_demonstration_data() -> None:
    settings = settings_from({})
    assert (settings.store, settings.with_demo) == (PROJECT / "data" / "store", True)
    assert settings.memory_limit == "1200MB"


@pytest.mark.parametrize(
    ("environment", "given", "chosen"),
    [
        ({"ZHIPING_DATA": "/a"}, None, "/a"),
        ({"ZHIPING_DATA": "/a"}, "/b", "/b"),
        ({}, "/b", "/b"),
        ({"ZHIPING_DATA": ""}, None, str(PROJECT / "data" / "store")),
        ({"ZHIPING_DATA": "~"}, None, str(Path.home())),
        ({"ZHIPING_DATA": "/a/../c"}, None, "/c"),
        ({"ZHIPING_DATA": "/~nobody-here/x"}, None, "/~nobody-here/x"),
    ],
)
def test_what_is_given_goes_before_the_environment(
    environment: dict[str, str], given: str | None, chosen: str
) -> None:
    assert settings_from(environment, data=Path(given) if given else None).store == Path(chosen)


def test_a_relative_folder_and_one_of_an_unknown_user_are_made_absolute() -> None:
    assert settings_from({}, data=Path("x")).store == Path.cwd() / "x"
    assert settings_from({}, data=Path("~no-such-user/x")).store == Path.cwd() / "~no-such-user" / "x"


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    with pytest.raises(SettingsError, match="是一个文件，不是文件夹"):
        settings_from({"ZHIPING_DATA": str(file)})


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("", ()),
        (" ", ()),
        ("zp.example.gov.cn", ("zp.example.gov.cn",)),
        ("ZP.example.gov.cn, 10.1.2.3，fd00::7", ("zp.example.gov.cn", "10.1.2.3", "fd00::7")),
    ],
)
def test_names_under_which_the_server_answers(written: str, hosts: tuple[str, ...]) -> None:
    assert settings_from({"ZHIPING_HOSTS": written}).hosts == hosts


@pytest.mark.parametrize("written", ["*", "http://zp.example.gov.cn", "zp:8501", "zp/", "a,,b@c", ","])
def test_what_is_no_name_of_a_host_is_said(written: str) -> None:
    with pytest.raises(SettingsError, match="ZHIPING_HOSTS"):
        settings_from({"ZHIPING_HOSTS": written})


@pytest.mark.parametrize(("written", "is_open"), [("0", False), ("1", True)])
def test_a_server_is_open_or_not(written: str, is_open: bool) -> None:
    assert settings_from({"ZHIPING_OPEN": written}).is_open is is_open
    assert not settings_from({}).is_open


@pytest.mark.parametrize("written", ["", "2", "yes", "true", " 1"])
def test_any_other_wish_to_be_open_is_said(written: str) -> None:
    with pytest.raises(SettingsError, match="ZHIPING_OPEN 只能是 0 或 1"):
        settings_from({"ZHIPING_OPEN": written})


@pytest.mark.parametrize(("written", "with_demo"), [("0", False), ("1", True)])
def test_demonstration_data_are_wanted_or_not(written: str, with_demo: bool) -> None:
    assert settings_from({"ZHIPING_DEMO": written}).with_demo is with_demo


@pytest.mark.parametrize("written", ["", "2", "yes", "true", " 1"])
def test_any_other_wish_for_demonstration_data_is_said(written: str) -> None:
    with pytest.raises(SettingsError, match="ZHIPING_DEMO 只能是 0 或 1"):
        settings_from({"ZHIPING_DEMO": written})


@pytest.mark.parametrize(("written", "limit"), [("2GB", "2GB"), ("800MiB", "800MiB"), ("", "1200MB")])
def test_a_size_of_memory(written: str, limit: str) -> None:
    assert settings_from({"ZHIPING_MEMORY": written}).memory_limit == limit


@pytest.mark.parametrize("written", ["much", "2", "-1GB", "0GB", "2 gigabytes", "1GB; drop"])
def test_what_is_no_size_of_memory_is_said(written: str) -> None:
    with pytest.raises(SettingsError, match="ZHIPING_MEMORY"):
        settings_from({"ZHIPING_MEMORY": written})


def test_the_clock_is_naive_and_whole_seconds() -> None:
    moment = now()
    assert (moment.tzinfo, moment.microsecond) == (None, 0)


@pytest.mark.parametrize("written", ["1", "26", "28", ""])
def test_a_month_may_begin_on_another_day(written: str) -> None:
    assert settings_from({"ZHIPING_MONTH_BEGINS": written}).month_begins == int(written or 1)


@pytest.mark.parametrize("written", ["0", "29", "-1", "1.5", "二十六", "１"])
def test_a_day_that_not_every_month_has_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="ZHIPING_MONTH_BEGINS 是统计月的第一天"):
        settings_from({"ZHIPING_MONTH_BEGINS": written})
