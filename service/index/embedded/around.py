"""The points around a point, asked of SQLite: both the text index and the figures are filtered by them."""

import sqlalchemy as sa

from service.index.embedded.facts import POINTS
from service.index.points import DEGREE, distance
from service.index.queries import Near


def around(connection: sa.Connection, near: Near) -> tuple[str, ...]:
    """Every point of the index within the distance."""
    height, lat = near.within / DEGREE, POINTS.c.lat
    rows = connection.execute(POINTS.select().where(lat.between(near.lat - height, near.lat + height)))
    middle = near.lat, near.lon
    return tuple(row.point for row in rows if distance(middle, (row.lat, row.lon)) <= near.within)
