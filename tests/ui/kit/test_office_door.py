"""The office's identity provider as the doors see it, apart from the wire (see tests/access/test_office_identity.py)."""

from typing import Any

import pytest

from zhiping.settings import Provider
from zhiping.ui.kit.office_door import _way_out

BACK = "client_id=zhiping&post_logout_redirect_uri=https%3A%2F%2Fzp.gov.cn%2Fsign-in"


@pytest.mark.parametrize(
    ("offered", "way_out"),
    [
        ({}, ""),
        ({"end_session_endpoint": "javascript:alert(1)"}, ""),
        ({"end_session_endpoint": "http://id.gov.cn/out"}, ""),  # plain, where sign-in is https
        ({"end_session_endpoint": "https://id.gov.cn/out"}, f"https://id.gov.cn/out?{BACK}"),
        ({"end_session_endpoint": "https://id.gov.cn/out?p=1"}, f"https://id.gov.cn/out?p=1&{BACK}"),
    ],
)
def test_a_way_out_is_where_the_provider_offers_one(offered: dict[str, Any], way_out: str) -> None:
    provider = Provider("https://id.gov.cn", "zhiping", "", "https://zp.gov.cn", {}, {})
    assert _way_out(provider, offered) == way_out
