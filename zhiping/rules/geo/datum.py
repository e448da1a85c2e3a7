"""坐标系: WGS-84 (satellites), CGCS2000 (surveyors), GCJ-02 (Amap, Tencent) and BD-09 (Baidu), there and back.

CGCS2000 and WGS-84 are realised on the same frame and lie within some centimetres to decimetres of each other,
far below what any place here is known to: one is taken for the other.

GCJ-02 is a smooth shift that map providers in China must apply (up to 720 m; 470 to 620 m in Tongliao);
BD-09 shifts once more (up to 1.5 km in all). Neither is published: the constants are those that open
converters agree on (eviltransform, coordtransform), checked in the tests against their vectors. Only the
way there has a formula; the way back is iterated.

The providers shift what lies in a rectangle around China and leave the rest as it is. A place in that
rectangle but outside the country (Ulaanbaatar) is therefore shifted too, as it is by everybody else.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
Pair = tuple[FloatArray, FloatArray]

WGS84, CGCS2000, GCJ02, BD09 = "WGS-84", "CGCS2000", "GCJ-02", "BD-09"
DATUMS = (WGS84, CGCS2000, GCJ02, BD09)

# West, south, east and north end of what is shifted, in degrees of WGS-84.
_CHINA = (72.004, 0.8293, 137.8347, 55.8271)
_WIDEST_SHIFT = 0.1  # degrees; what lies further outside the rectangle was never shifted
# Krasovsky 1940: the ellipsoid of the shift, half its longer axis in metres and its eccentricity squared.
_AXIS = 6378245.0
_ECCENTRICITY_2 = 0.00669342162296594323
_BAIDU_PI = np.pi * 3000 / 180
_CLOSE_ENOUGH = 1e-9  # degrees: a tenth of a millimetre
_MOST_STEPS = 20


def gcj02(longitudes: ArrayLike, latitudes: ArrayLike) -> Pair:
    """Longitudes and latitudes of WGS-84 in GCJ-02, in degrees; any shape, the same for both. nan stays."""
    return _shifted(longitudes, latitudes, _in_gcj02)


def bd09(longitudes: ArrayLike, latitudes: ArrayLike) -> Pair:
    """Longitudes and latitudes of WGS-84 in BD-09, in degrees; any shape, the same for both. nan stays."""
    return _shifted(longitudes, latitudes, _in_bd09)


def wgs84(longitudes: ArrayLike, latitudes: ArrayLike, datum: str) -> Pair:
    """Longitudes and latitudes of `datum` in WGS-84, in degrees: within a millimetre of the inverse.

    nan stays, and so does a place onto which nothing in China is shifted. ValueError for a datum that is
    not in DATUMS.
    """
    x, y = _arrays(longitudes, latitudes)
    if datum in (WGS84, CGCS2000):
        return x, y
    if datum not in _FORMULAS:
        raise ValueError(datum)
    is_near = _is_in_china(x, y, _WIDEST_SHIFT)
    near_x, near_y = _inverse(x[is_near], y[is_near], _FORMULAS[datum])
    # Whether a place was shifted is decided by where it was, not by where the shift has put it.
    was_shifted = _is_in_china(near_x, near_y, _CLOSE_ENOUGH)
    x[is_near] = np.where(was_shifted, near_x, x[is_near])
    y[is_near] = np.where(was_shifted, near_y, y[is_near])
    return x, y


def _arrays(longitudes: ArrayLike, latitudes: ArrayLike) -> Pair:
    return np.array(longitudes, dtype=np.float64), np.array(latitudes, dtype=np.float64)


def _is_in_china(x: FloatArray, y: FloatArray, margin: float = 0.0) -> NDArray[np.bool_]:
    west, south, east, north = _CHINA
    is_between = (x >= west - margin) & (x <= east + margin) & (y >= south - margin) & (y <= north + margin)
    return np.asarray(is_between)


def _shifted(longitudes: ArrayLike, latitudes: ArrayLike, formula: Callable[..., Pair]) -> Pair:
    x, y = _arrays(longitudes, latitudes)
    is_shifted = _is_in_china(x, y)
    x[is_shifted], y[is_shifted] = formula(x[is_shifted], y[is_shifted])
    return x, y


def _inverse(x: FloatArray, y: FloatArray, formula: Callable[..., Pair]) -> Pair:
    """What `formula` takes to (x, y). It bends space by less than 3 %: a step leaves so much of the error."""
    from_x, from_y = x, y
    for _step in range(_MOST_STEPS):
        to_x, to_y = formula(from_x, from_y)
        error_x, error_y = to_x - x, to_y - y
        from_x, from_y = from_x - error_x, from_y - error_y
        if max(np.abs(error_x).max(initial=0), np.abs(error_y).max(initial=0)) < _CLOSE_ENOUGH:
            break
    return from_x, from_y


def _in_gcj02(x: FloatArray, y: FloatArray) -> Pair:
    east, north = x - 105.0, y - 35.0
    root = np.sqrt(np.abs(east))
    waves = 20 * np.sin(6 * np.pi * east) + 20 * np.sin(2 * np.pi * east)
    metres_north = -100 + 2 * east + 3 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * root
    metres_north += (waves + 20 * np.sin(np.pi * north) + 40 * np.sin(np.pi / 3 * north)) * 2 / 3
    metres_north += (160 * np.sin(np.pi / 12 * north) + 320 * np.sin(np.pi / 30 * north)) * 2 / 3
    metres_east = 300 + east + 2 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * root
    metres_east += (waves + 20 * np.sin(np.pi * east) + 40 * np.sin(np.pi / 3 * east)) * 2 / 3
    metres_east += (150 * np.sin(np.pi / 12 * east) + 300 * np.sin(np.pi / 30 * east)) * 2 / 3
    latitude = np.radians(y)
    flattening = 1 - _ECCENTRICITY_2 * np.sin(latitude) ** 2
    along_meridian = _AXIS * (1 - _ECCENTRICITY_2) / flattening**1.5
    along_parallel = _AXIS / np.sqrt(flattening) * np.cos(latitude)
    return x + np.degrees(metres_east / along_parallel), y + np.degrees(metres_north / along_meridian)


def _in_bd09(x: FloatArray, y: FloatArray) -> Pair:
    x, y = _in_gcj02(x, y)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BAIDU_PI)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BAIDU_PI)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


_FORMULAS: Mapping[str, Callable[..., Pair]] = {GCJ02: _in_gcj02, BD09: _in_bd09}
