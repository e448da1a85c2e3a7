"""Values as SQL writes them.

Where a statement would be the first to bind a parameter, its values are written into it: DuckDB's Python client then
imports pandas, which takes a quarter of a second, longer than many an upload.
"""


def literal(value: object) -> str:
    """SQL that a cast or an insert makes to the type of its column: of a text, a number, a flag, a day, a list of them."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return "'" + str(value).replace("'", "''").replace("\0", "' || chr(0) || '") + "'"
