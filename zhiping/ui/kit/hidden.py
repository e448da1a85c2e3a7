"""What a reader does not see whatever there is: told as that, never as none."""

from zhiping.asking import narrowing
from zhiping.contracts import DATASETS
from zhiping.ui.kit.view import View
from zhiping.words import _


def is_hidden(view: View, *datasets: str) -> bool:
    """Whether the reader sees no row of any of these datasets, though there may be some."""
    return bool(datasets) and all(narrowing.is_hidden(DATASETS[name], view.access) for name in datasets)


def hidden_told(view: View, what: str) -> str:
    """Why `what` is not seen, in one sentence."""
    return _("您的账号只看“{company}”的人员，看不到{what}；这里不等于没有。").format(
        company=view.access.user.company, what=what
    )
