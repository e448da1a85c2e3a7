"""导航链接: a station in the three map services, each in its own format, order and datum.

A link is opened by the person who clicks it; nothing is asked of the services before.
Formats: Amap lbs.amap.com/api/uri-api (navigation), Baidu lbsyun.baidu.com (uri/web, 2.2.3), Tencent
lbs.qq.com/webApi/uriV1 (routeplan; it draws walks on phones only).
"""

from urllib.parse import quote

from zhiping.rules.geo import datum
from zhiping.words import _


def links(name: str, longitude: float, latitude: float) -> tuple[tuple[str, str], ...]:
    """Three (label, address) for walking to a place of WGS-84: Amap, Baidu, Tencent. Degrees."""
    label = quote(name, safe="")
    x, y = _written(longitude), _written(latitude)
    shifted_x, shifted_y = (_written(float(degrees)) for degrees in datum.gcj02(longitude, latitude))
    amap = f"https://uri.amap.com/navigation?to={x},{y},{label}&mode=walk&coordinate=wgs84"
    baidu = (
        f"https://api.map.baidu.com/direction?destination=latlng:{y},{x}%7Cname:{label}"
        "&coord_type=wgs84&mode=walking&output=html&src=webapp.zhiping.stations"
    )
    tencent = (
        f"https://apis.map.qq.com/uri/v1/routeplan?type=walk&to={label}&tocoord={shifted_y},{shifted_x}"
        "&referer=zhiping"
    )
    return (_("高德地图"), amap), (_("百度地图"), baidu), (_("腾讯地图"), tencent)


def _written(degrees: float) -> str:
    """Six decimals, the most that Amap takes: a tenth of a metre."""
    return f"{degrees:.6f}"
