"""DuckLake's catalogue: its file, and the tables in it that DuckLake's specification names. We only read them."""

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
