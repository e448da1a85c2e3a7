"""Spots a known number of metres apart, for tests of distances."""

from math import cos, pi, radians

from zhiping.rules.geo.distances import EARTH_RADIUS_M

DEGREE_M = pi * EARTH_RADIUS_M / 180
EAST_DEGREE_M = DEGREE_M * cos(radians(43.6))


def at(east_m: float, north_m: float = 0.0) -> tuple[float, float]:
    """Longitude and latitude of a spot so many metres from one in Kerqin."""
    return 122.2 + east_m / EAST_DEGREE_M, 43.6 + north_m / DEGREE_M
