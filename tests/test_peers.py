"""What the bench compares with answers the same questions: on the same tickets bare DuckDB counts as ours do."""

from contextlib import closing

import pytest

from bench import tickets
from bench.peers.__main__ import publish
from bench.peers.dashboards import never_seen
from bench.peers.rivals import bare
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

COUNT = 3_000


def test_bare_sql_counts_what_ours_count(tmp_path):
    sheet, table, folder = tmp_path / "tickets.csv", tmp_path / "tickets.duckdb", tmp_path / "store"
    tickets.write_sheet(sheet, COUNT)
    tickets.write_table(table, COUNT)
    with closing(Store(settings_from({}, data=folder))) as store, bare.opened(table) as con:
        publish(sheet, store)

        def ours(question, *columns, **filters):
            rows = run(store, f"tickets/{question}", Access(DEMO_USER), **filters).rows
            return [tuple(row[column] for column in columns) for row in rows]

        for filters in ({}, {**next(never_seen(COUNT)), "class": "A"}):
            found = bare.answers(con, filters)
            given = {key.replace("class", "class_"): value for key, value in filters.items()}
            assert [count for (count,) in ours("funnel", "ticket_count", **given)][:5] == [
                *found["funnel"][0]
            ]
            trend = [(month.date(), one, count) for month, one, count in found["trend"]]
            assert ours("trend", "month", "ticket_class", "ticket_count", **given) == trend
            assert ours("categories", "category", "ticket_count", **given)[:15] == found["categories"]
            areas = [(area, count, pytest.approx(share)) for area, count, _closed, share in found["areas"]]
            assert ours("areas", "area_code", "ticket_count", "report_on_time_share", **given) == areas
            _in_time, satisfied, _reported, overdue = found["figures"][0]
            figures = ours("key_figures", "satisfied_share", "overdue_ticket_count", **given)
            assert figures == [(pytest.approx(satisfied), overdue)]
