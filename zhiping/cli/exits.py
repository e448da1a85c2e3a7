"""How a command ends: one number for each thing that whoever called it would do next."""

from enum import IntEnum
from typing import Self

import duckdb

from zhiping.access.permissions import NotAllowed
from zhiping.store.disk import refusal
from zhiping.store.errors import StoreDamaged, StoreInUse, StoreUnusable
from zhiping.words import N_


class Exit(IntEnum):
    """An exit code with what it means; the help of the terminal and README.md say the same."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        made = int.__new__(cls, code)
        made._value_ = code
        made.meaning = meaning
        return made

    DONE = 0, N_("完成")
    FAULTS = 1, N_("文件有错误，没有载入")
    WRONG_USE = 2, N_("用法或设置不对")
    IN_USE = 3, N_("数据正被另一个程序使用（例如正在运行的服务）")
    UNUSABLE = 4, N_("磁盘已满、只读或读写不了，或者内存不够")
    DAMAGED = 5, N_("数据文件夹里的文件缺失或损坏")


# The nearest class of an error decides; those that are not here are wrong use.
_OF_KIND: dict[type, Exit] = {
    StoreInUse: Exit.IN_USE,
    StoreUnusable: Exit.UNUSABLE,
    StoreDamaged: Exit.DAMAGED,
    NotAllowed: Exit.WRONG_USE,  # a PermissionError, but none of the disk's
    OSError: Exit.UNUSABLE,
    duckdb.Error: Exit.UNUSABLE,
    duckdb.IOException: Exit.DAMAGED,  # unless the disk refused
}


def exit_for(error: Exception) -> Exit:
    """The exit code for what ended a command."""
    if isinstance(error, duckdb.Error) and refusal(error):
        return Exit.UNUSABLE
    return next((_OF_KIND[kind] for kind in type(error).__mro__ if kind in _OF_KIND), Exit.WRONG_USE)
