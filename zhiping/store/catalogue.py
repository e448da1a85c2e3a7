"""DuckLake's catalogue: its file, and the tables in it that DuckLake's specification names. We only read them."""

import duckdb

FILE = "catalogue.duckdb"
DATABASE = "__ducklake_metadata_lake"  # how DuckLake attaches the catalogue of the lake `lake`
TABLE = f"{DATABASE}.ducklake_"  # before the name of a table of the specification
MAIN_SCHEMA = 0  # of the lake, which holds what stands; the first that DuckLake makes
# What the specification calls the types that contracts use (zhiping/contracts/kinds.py); its lists are all of texts.
SQL_TYPES = {
    "varchar": "varchar",
    "int64": "bigint",
    "float64": "double",
    "date": "date",
    "timestamp": "timestamp",
    "boolean": "boolean",
    "list": "varchar[]",
}


def tables(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """(schema, name) of the tables that the lake has now. duckdb_tables() plans a scan of each of them (50 ms)."""
    rows = con.execute(
        f"select s.schema_name, t.table_name from {TABLE}table as t join {TABLE}schema as s using (schema_id)"
        " where t.end_snapshot is null and s.end_snapshot is null"
    ).fetchall()
    return {(schema, name) for schema, name in rows}
