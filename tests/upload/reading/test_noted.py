"""What is known of a column of texts without looking is never narrower than what stands in it."""

import duckdb
import pytest

from zhiping.upload.reading.noted import Noted, noted

COLUMNS = {
    "plain": (["2025-11-04", "x"], Noted("2025-11-", True, 10)),
    "Chinese": (["abc", "供热"], Noted("abc", False, 6)),
    "with gaps": (["a", None], Noted("a", True, 1)),
    "a blank first": ([" a", "b"], Noted(" a", True, 2)),
    "a tab first": (["\ta", "b"], Noted("\\x09a", True, 2)),
    "a wide blank": (["\u3000a", "b"], Noted("b", False, 4)),
    "a bracket": (["], Max: z, Has Unicode: false, Max String Length: 1]", "b"], None),
}


@pytest.mark.parametrize(("texts", "known"), COLUMNS.values(), ids=COLUMNS)
def test_what_is_noted_of_a_column(texts: list[str | None], known: Noted | None) -> None:
    with duckdb.connect() as con:
        con.execute("create temp table t (c0 varchar)")
        con.executemany("insert into t values (?)", [[text] for text in texts])
        found = noted(con, "t", ["c0"])["c0"]
        if known:
            assert found == known
        said = [text for text in texts if text is not None]
        assert found.is_ascii <= all(map(str.isascii, said))
        assert found.longest is None or found.longest >= max(len(text.encode()) for text in said)
        begins_blank = any(text[0] <= " " or text[0] in "\u00a0\u3000" for text in said)
        assert found.may_begin_blank >= begins_blank
        con.execute("delete from t")
        assert noted(con, "t", ["c0"])["c0"].is_ascii <= all(map(str.isascii, said))


def test_what_cannot_be_read_is_unknown() -> None:
    with duckdb.connect() as con:
        con.execute("create temp table t (c0 bigint)")
        con.execute("insert into t values (1)")
        assert noted(con, "t", ["c0"]) == {"c0": Noted()}
        assert Noted().may_begin_blank and not Noted().is_ascii
