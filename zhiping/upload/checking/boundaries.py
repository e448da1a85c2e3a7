"""An outline to measure with: which places lie within it, and how far outside the others are."""

import numpy as np
import shapely

from zhiping.rules.geo.distances import EARTH_RADIUS_M, BoolArray, FloatArray
from zhiping.rules.geo.outlines import Outline

# Degrees to metres, near enough to say how far outside an outline a place is.
_METRES_A_DEGREE = np.pi * EARTH_RADIUS_M / 180


class Boundary:
    """An outline to measure with. Made anew for every check: what shapely prepares is not for several threads."""

    def __init__(self, outline: Outline) -> None:
        self._area = shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in outline.polygons])
        _west, south, _east, north = self._area.bounds
        middle = np.radians((south + north) / 2)
        self._scale = _METRES_A_DEGREE * np.array([np.cos(middle), 1.0])
        self._flat_area = shapely.transform(self._area, lambda corners: corners * self._scale)
        shapely.prepare(self._area)

    def holds(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Which places of WGS-84 lie within the outline."""
        return np.asarray(shapely.intersects_xy(self._area, x, y))

    def metres_outside(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """How far places of WGS-84 lie from the outline, roughly; 0 within it."""
        metres = np.zeros(len(x))
        outside = np.flatnonzero(~self.holds(x, y))
        spots = shapely.points(np.column_stack((x[outside], y[outside])) * self._scale)
        metres[outside] = shapely.distance(self._flat_area, spots)
        return metres
