"""What a hand, a chat application or a scanner may put into an address in the place of a filter's value."""

LONG = "x" * 60_000  # Chinese letters would make an address that Streamlit reads over as a whole

ODD = {
    "empty": "",
    "blank": " \u3000",
    "long": LONG,
    "many digits": "9" * 60_000,
    "nul": "\0",
    "sql": "';\0 drop table lake.uploads; --",
    "control letters": "a\nb\t\x1b[31m\u202e\x7f",
    "markdown": "**x** [x](javascript:alert(1)) :red[x] $x$",
    "html": "<script>alert(1)</script>",
    "the first moment": "0001-01-01T00:00",
    "the last moment": "9999-12-31T23:59:59",
    "the last day": "9999-12-31",
    "a day too early": "1999-12-31",
    "a moment too early": "1999-12-31T23:59:59",
    "a day too late": "2101-01-01",
    "a moment too late": "2101-01-01T00:00",
    "a day without hyphens": "20250131",
    "a day of a week": "2025-W05-5",
    "with a zone": "2025-01-31T18:00+08:00",
    "negative": "-1",
    "huge": "1e308",
    "not a number": "nan",
    "weights that are none": "Z01:nan,Z02:inf",
    "full-width digits": "１５０１０５",
    "json": '{"a": [1]}',
    "commas": "," * 1_000,
}
# Odd, but days and moments that can be asked for.
ENDS = {
    "the first day": "2000-01-01",
    "the first day's beginning": "2000-01-01T00:00",
    "the last day of all": "2100-12-31",
    "the last day's end": "2100-12-31T23:59:59",
}
