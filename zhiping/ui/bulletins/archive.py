"""The archive: a bulletin is issued under a number, its files are kept as they went out, its version of the data stays."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from zhiping import serving
from zhiping.access.issuing import check_may_issue, check_may_open_bulletin, may_open_bulletin
from zhiping.access.permissions import Access, may_see_people
from zhiping.store.durable import write_whole
from zhiping.store.errors import StoreDamaged
from zhiping.ui.bulletins import making
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.bulletins.forms import FORMS
from zhiping.ui.bulletins.written import Bulletin
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.view import View
from zhiping.words import _, language, speaking

if TYPE_CHECKING:
    from zhiping.access.bulletins import Issued

_TRIES = 5  # another may take a number between looking for it and writing it


def issue(view: View, bulletin: Bulletin, now: datetime) -> "Issued":
    """Issue a bulletin that was made of a view. Raises NotAllowed, StoreError, SettingsError, OSError."""
    import sqlalchemy as sa

    from zhiping.access import bulletins  # with it comes SQLAlchemy, see serving.state

    check_may_issue(view.access)
    store, state = serving.store(), serving.state()
    for attempt in range(_TRIES):
        number = bulletins.next_number(state, now)
        numbered = bulletin.numbered(number)
        files = {form.ending: form.written(numbered) for form in FORMS if not form.why_not()}
        issued = bulletins.Issued(
            number=number,
            title=bulletin.title,
            period=period_choice.told(view),
            filters=dict(view.filters),
            language=language(),
            version=view.version,
            digest=bulletin.digest,
            files={ending: _put(content) for ending, content in files.items()},
            issued_at=now,
            issuer=view.access.user.name,
            scope=view.access.user.scope,
            unit=view.access.user.unit,
            company=view.access.user.company,
            sees_people=may_see_people(view.access),
        )
        try:
            bulletins.issue(state, issued, keep=lambda one: store.pin(one.version, one.pinned_by))
        except sa.exc.IntegrityError:
            if attempt == _TRIES - 1:
                raise
        else:
            return issued
    raise AssertionError


def issued_told(issued: "Issued") -> str:
    """That a bulletin has been issued."""
    return _("已签发，编号 {number}。文件和数据版本 {version} 都已存档。").format(
        number=issued.number, version=issued.version
    )


def _put(content: bytes) -> str:
    """Keep a file; its hash, under which it lies."""
    folder = serving.store().settings.bulletins
    folder.mkdir(exist_ok=True)
    digest = hashlib.sha256(content).hexdigest()
    if not (folder / digest).exists():
        write_whole(folder / digest, content)
    return digest


def seen_by(view: View) -> "Sequence[Issued]":
    """The issued bulletins that whoever has the view may open, the newest first."""
    if not serving.has_state():
        return ()
    from zhiping.access import bulletins

    return [one for one in bulletins.listed(serving.state()) if may_open_bulletin(view.access, one.made_as)]


def content_of(view: View, issued: "Issued", ending: str) -> bytes:
    """A file as it went out. Raises NotAllowed, StoreDamaged where it is there no more or not the same."""
    check_may_open_bulletin(view.access, issued.made_as)
    digest = issued.files[ending]
    try:
        content = (serving.store().settings.bulletins / digest).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreDamaged(
            _("通报 {number} 的文件缺失或被改动，没有给出。请从备份恢复，或按原版本重新生成。").format(
                number=issued.number
            )
        )
    return content


def derived(
    view: View, issued: "Issued", now: datetime, progress: Callable[[float, str], object]
) -> Bulletin:
    """An issued bulletin made again of its version of the data, with its issuer's rights. Raises NotAllowed, StoreError where that has gone."""
    check_may_open_bulletin(view.access, issued.made_as)
    number = serving.store().versions.number(issued.version)
    then = View(view.page, Access(issued.made_as), number, issued.filters, issued.filters)
    with speaking(issued.language):
        made = making.make(then, named(then), now=now, progress=progress)
        return made.numbered(issued.number)
