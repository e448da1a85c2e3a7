"""Three links: the order and the datum that each service takes, and names that cannot break an address."""

from urllib.parse import parse_qs, urlsplit

import pytest

from zhiping.rules.geo.navigation import links

NAMES = ["永清街道驿站", "A&B, 驿站 #1", "a=b?c/d%20+e", "引号\"'<b>", "竖|线", "东/西门", ""]


def asked(name: str) -> list[tuple[str, str, dict[str, str]]]:
    """Label, address without its query, and the query decoded once, as a browser's server would."""
    found = []
    for label, address in links(name, 116.377817, 39.911954):
        parts = urlsplit(address)
        assert not parts.fragment
        query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
        assert all(len(values) == 1 for values in query.values())
        place = f"{parts.scheme}://{parts.netloc}{parts.path}"
        found.append((label, place, {key: values[0] for key, values in query.items()}))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_service_gets_its_own_order_and_datum(name):
    assert asked(name) == [
        (
            "高德地图",
            "https://uri.amap.com/navigation",
            {"to": f"116.377817,39.911954,{name}", "mode": "walk", "coordinate": "wgs84"},
        ),
        (
            "百度地图",
            "https://api.map.baidu.com/direction",
            {
                "destination": f"latlng:39.911954,116.377817|name:{name}",
                "coord_type": "wgs84",
                "mode": "walking",
                "output": "html",
                "src": "webapp.zhiping.stations",
            },
        ),
        (
            "腾讯地图",
            "https://apis.map.qq.com/uri/v1/routeplan",
            {"type": "walk", "to": name, "tocoord": "39.913345,116.384047", "referer": "zhiping"},
        ),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_address_is_plain_ascii_without_anything_that_ends_it(name):
    for _label, address in links(name, 122.26, 43.65):
        assert address.isascii()
        assert not set(address) & set(" #|\"'<>")


def test_every_sign_of_a_name_is_encoded():
    for _label, address in links("东/西&", 122.26, 43.65):
        assert "%E4%B8%9C%2F%E8%A5%BF%26" in address


def test_coordinates_have_six_decimals_and_no_exponent():
    amap = links("驿站", 122.1, 0.00001)[0][1]
    assert "to=122.100000,0.000010," in amap
