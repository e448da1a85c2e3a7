"""Values as SQL writes them.

Where a statement would be the first to bind a parameter, its values are written into it: DuckDB's Python client then
imports pandas, which takes a quarter of a second, longer than many an upload.
"""


def literal(value: object) -> str:
    """A value as SQL writes it: texts and moments quoted, a list or tuple as a list."""
    if value is None:
        return "null"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, int | float):
        return str(value)
    text = "'" + str(value).replace("'", "''").replace("\0", "' || chr(0) || '") + "'"
    return text if isinstance(value, str) else f"timestamp {text}"
