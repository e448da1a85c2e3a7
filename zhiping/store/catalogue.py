"""DuckLake's catalogue: its file, and the tables in it that DuckLake's specification names. We only read them."""

FILE = "catalogue.duckdb"
DATABASE = "__ducklake_metadata_lake"  # how DuckLake attaches the catalogue of the lake `lake`
TABLE = f"{DATABASE}.ducklake_"  # before the name of a table of the specification
MAIN_SCHEMA = 0  # of the lake, which holds what stands; the first that DuckLake makes
