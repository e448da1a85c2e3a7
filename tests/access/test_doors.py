"""Where a server without accounts may listen, and under which names it answers."""

import socket

import pytest

from zhiping.access.doors import check_may_listen, is_host_known
from zhiping.settings import SettingsError, settings_from

CLOSED, OPEN = settings_from({}), settings_from({"ZHIPING_OPEN": "1"})
NAMED = settings_from({"ZHIPING_OPEN": "1", "ZHIPING_HOSTS": "ZP.example.gov.cn，10.1.2.3, fd00::7"})
OWN_NAME = socket.gethostname()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "::ffff:127.0.0.1"])
def test_a_server_for_this_machine_alone_starts(address: str) -> None:
    check_may_listen(address, is_for_others=False)


@pytest.mark.parametrize(
    "address", [None, "", "0.0.0.0", "::", "10.1.2.3", "fd00::7", "zp.example.gov.cn", "127.1"]
)
def test_a_server_that_others_reach_starts_only_where_somebody_said_so(address: str | None) -> None:
    with pytest.raises(SettingsError, match=r"没有启动.*accounts add-admin.*ZHIPING_OPEN=1"):
        check_may_listen(address, is_for_others=False)
    check_may_listen(address, is_for_others=True)


@pytest.mark.parametrize(
    ("host", "closed", "is_open", "named"),
    [
        ("127.0.0.1", True, True, True),
        ("127.0.0.1:8501", True, True, True),
        ("localhost", True, True, True),
        ("LocalHost.:8501", True, True, True),
        ("[::1]:8501", True, True, True),
        ("10.9.9.9:8501", False, True, False),  # the address at which the request came in
        (OWN_NAME, False, True, False),
        ("10.1.2.3", False, False, True),
        ("[fd00:0:0::7]:8501", False, False, True),
        ("zp.example.gov.cn", False, False, True),
        ("zp.EXAMPLE.gov.cn.:443", False, False, True),
        ("evil.zp.example.gov.cn", False, False, False),
        ("zp.example.gov.cn.evil.example", False, False, False),
        ("evil.example", False, False, False),
        ("localhost.evil.example", False, False, False),
        ("127.0.0.1.evil.example", False, False, False),
        ("evil.example@localhost", False, False, False),
        ("localhost/evil.example", False, False, False),
        ("localhost evil.example", False, False, False),
        ("", False, False, False),
        (":8501", False, False, False),
        ("[::1", False, False, False),
    ],
)
@pytest.mark.parametrize("own", ["10.9.9.9", "::ffff:10.9.9.9"])
def test_which_names_are_answered(host: str, own: str, closed: bool, is_open: bool, named: bool) -> None:
    found = [
        is_host_known(host, own, settings.hosts, is_for_others=settings.is_open)
        for settings in (CLOSED, OPEN, NAMED)
    ]
    assert found == [closed, is_open, named]


def test_without_an_address_of_its_own_a_server_knows_its_names() -> None:
    assert is_host_known("localhost", None, (), is_for_others=True)
    assert not is_host_known("10.9.9.9", None, (), is_for_others=True)
