"""Accounts from a sheet: one row a person, read as any other sheet of a clerk, all of it or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

from zhiping.access.accounts import AccountRefused, Rights, rights
from zhiping.store.publishing import Store
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.words import N_, _

COLUMNS = {
    "name": N_("用户名"),
    "roles": N_("角色"),
    "scope": N_("地区"),
    "unit": N_("单位"),
    "company": N_("企业"),
    "datasets": N_("数据集"),
}
_NEEDED = ("name", "roles")


def read(store: Store, content: bytes, file_name: str) -> list[tuple[str, Rights]]:
    """The accounts of a sheet, by its rows. Raises UnreadableFile, and AccountRefused with all that is wrong."""
    labels = {_(label): name for name, label in COLUMNS.items()}
    with (
        TemporaryDirectory(prefix="accounts-", dir=store.settings.scratch) as folder,
        store.workspace() as con,
    ):
        file = Path(folder) / "sheet"
        file.write_bytes(content)
        source, tables = text_tables(con, file, file_name, scratch=store.settings.scratch, known=labels)
        if source.members:
            raise UnreadableFile(
                _("压缩包里有 {n} 个文件，不能确定读哪一个。请解压后上传其中的表格文件。").format(
                    n=len(source.members)
                )
            )
        table = tables[0]
        where = {labels[head.strip()]: n for n, head in enumerate(table.headers) if head.strip() in labels}
        if missing := [_(COLUMNS[name]) for name in _NEEDED if name not in where]:
            raise UnreadableFile(
                _("表格里没有“{missing}”这一列。要有的列：{all}。").format(
                    missing=_("、").join(missing), all=_("、").join(labels)
                )
            )
        columns = ", ".join(f"c{n}" for n in where.values())
        found = con.execute(f"select source_row, {columns} from {table.table} order by 1").fetchall()
        con.execute(f"drop table {table.table}")
    made: list[tuple[str, Rights]] = []
    wrong: list[str] = []
    for row, *cells in found:
        given = dict(zip(where, (cell or "" for cell in cells), strict=True))
        try:
            made.append((given.pop("name"), rights(**given)))
        except AccountRefused as error:
            wrong.append(_("第 {row} 行：{why}").format(row=row, why=error))
    if wrong:
        raise AccountRefused("\n".join(wrong))
    return made
