"""Looking after the product: the kinds of acts that the audit notes, and the filters by which it is searched."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from zhiping.contracts.filters import Filter, number_of, word_of
from zhiping.contracts.kinds import System
from zhiping.words import N_


class Act(StrEnum):
    """What somebody did, as the audit keeps it, with what it is called on screen."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        made = str.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    OPENED = "opened", N_("打开页面")
    EXPORTED = "exported", N_("导出")
    UPLOADED = "uploaded", N_("上传")
    UNDID = "undid", N_("撤销上传")
    RESTORED = "restored", N_("恢复上传")
    SHARED = "shared", N_("分享")
    CHANGED_LINK = "changed-link", N_("改动链接")
    OPENED_LINK = "opened-link", N_("打开链接")
    REFUSED_LINK = "refused-link", N_("链接打不开")
    SIGNED_IN = "signed-in", N_("登录")
    SIGN_IN_FAILED = "sign-in-failed", N_("登录失败")
    SIGNED_OUT = "signed-out", N_("退出登录")
    CHANGED_ACCOUNT = "changed-account", N_("改动账号")
    VIEWED_AS = "viewed-as", N_("以他人身份查看")
    ISSUED = "issued", N_("签发通报")
    WITHDREW = "withdrew", N_("作废通报")
    CLOSED = "closed", N_("关账")
    REOPENED = "reopened", N_("打开账期")
    GAVE_TASK = "gave-task", N_("派发督办")
    TOOK_STEP = "took-step", N_("办理督办")
    STATED = "stated", N_("情况说明和申诉")
    LET_GO = "let-go", N_("清理过期记录")


TERMINAL = "terminal"  # in the place of a page: where a command is typed
# What anybody may do without a name, so that it alone begins no audit.
NAMELESS = frozenset({Act.OPENED, Act.REFUSED_LINK})

# What whoever reaches the server can do over and over without a name: so many of each are noted in an hour, the rest counted.
UNASKED = frozenset({Act.OPENED_LINK, Act.REFUSED_LINK, Act.SIGN_IN_FAILED})
MOST_AN_HOUR = 300


def filters_told(filters: Mapping[str, str]) -> str:
    """What an act was about: filters as an address names them, to be read."""
    return "&".join(f"{key}={value}" for key, value in filters.items())


def link_told(token_end: str) -> str:
    """What an act was about: a link by the last letters of its token, which is no secret then."""
    return f"…{token_end[-4:]}"


DAYS = {1: N_("最近1天"), 7: N_("最近7天"), 30: N_("最近30天"), 90: N_("最近90天")}
_WHY_VIEW_ONLY = N_("在审计日志里找，不决定读到哪些数据")


def _noted_text(written: str) -> tuple[()]:
    return ()


def _noted_days(written: str) -> tuple[()]:
    number_of(*DAYS)(written)
    return ()


DATASETS = ()
SYSTEM = System(
    "admin",
    N_("管理"),
    noun=N_("操作"),
    is_for_colleagues=True,
    filters=(
        Filter(
            "act",
            N_("操作"),
            (),
            (),
            word_of(*Act),
            N_("审计日志里的一种操作"),
            why_view_only=_WHY_VIEW_ONLY,
            choices={act.value: act.label for act in Act},
        ),
        Filter("who", N_("操作人"), (), (), _noted_text, N_("一个人的名字"), why_view_only=_WHY_VIEW_ONLY),
        Filter(
            "on-page",
            N_("页面"),
            (),
            (),
            _noted_text,
            N_("一个页面，写成 tickets/funnel"),
            why_view_only=_WHY_VIEW_ONLY,
        ),
        Filter(
            "days",
            N_("时间"),
            (),
            (),
            _noted_days,
            "、".join(map(str, DAYS)),
            why_view_only=_WHY_VIEW_ONLY,
            choices={str(days): label for days, label in DAYS.items()},
        ),
    ),
)
