"""An address to hand on names the host and the folder under which the browser came in."""

from types import SimpleNamespace

import pytest

from zhiping.ui.kit import addresses


@pytest.mark.parametrize(
    ("open_at", "handed_on"),
    [
        (None, "/s/abc"),
        ("http://127.0.0.1:8501/", "http://127.0.0.1:8501/s/abc"),
        ("https://zp.example.gov.cn/tickets-funnel?area=150105", "https://zp.example.gov.cn/s/abc"),
        ("https://example.gov.cn/zhiping/", "https://example.gov.cn/zhiping/s/abc"),
        ("https://example.gov.cn/zhiping/tickets-funnel?area=1#x", "https://example.gov.cn/zhiping/s/abc"),
        ("https://example.gov.cn/office/zhiping/admin-links", "https://example.gov.cn/office/zhiping/s/abc"),
    ],
)
def test_host_and_folder_are_those_of_the_browser(
    open_at: str | None, handed_on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.context", SimpleNamespace(url=open_at))
    assert addresses.from_here("/s/abc") == handed_on
