"""What a clerk said last of a file with a certain header row, so that it need not be said each month again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from zhiping.access.permissions import User
from zhiping.access.state import SAID_OF_HEADERS, State

MOST = 200  # of one clerk; what was said longest ago goes first
_TABLE = SAID_OF_HEADERS.c


def remember(
    state: State, user: User, dataset: str, headers: Sequence[str], said: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep what the user `said` (plain values) of a file of `dataset` with these headers, in the place of the last."""
    own = _TABLE.owner == user.name
    with state.writing() as connection:
        connection.execute(SAID_OF_HEADERS.delete().where(*_key(user, dataset, headers)))
        kept = sa.select(_TABLE.said_at).where(own).order_by(_TABLE.said_at.desc()).offset(MOST - 1).limit(1)
        if (oldest := connection.execute(kept).scalar()) is not None:
            connection.execute(SAID_OF_HEADERS.delete().where(own, _TABLE.said_at <= oldest))
        connection.execute(
            SAID_OF_HEADERS.insert().values(
                owner=user.name,
                dataset=dataset,
                headers_hash=_hash(headers),
                said=dict(said),
                said_at=now,
            )
        )


def recalled(state: State, user: User, dataset: str, headers: Sequence[str]) -> Mapping[str, Any] | None:
    """What the user said last of such a file; None where nothing is kept."""
    rows = state.rows(sa.select(SAID_OF_HEADERS).where(*_key(user, dataset, headers)))
    return dict(rows[0]["said"]) if rows else None


def _key(user: User, dataset: str, headers: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    return [_TABLE.owner == user.name, _TABLE.dataset == dataset, _TABLE.headers_hash == _hash(headers)]


def _hash(headers: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(headers), ensure_ascii=False).encode()).hexdigest()
