"""Signing in and out, and one's own password: /sign-in and /account, forms of the server itself.

A wrong name, a wrong password and a closed account are one answer after the same work. What was asked for survives the
form: the page and its filters, never an address elsewhere.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from zhiping import clock, serving
from zhiping.access.attempts import Attempts
from zhiping.contracts.admin import Act
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.kit import addresses, forms
from zhiping.ui.kit.plain_page import button, field, form, heading, language_of, link, plain_page, sentence
from zhiping.ui.kit.visitor import SESSION
from zhiping.words import _, speaking

if TYPE_CHECKING:
    from zhiping.access.accounts import Account

PATH, ACCOUNT_PATH = "/sign-in", "/account"
OFFICE_PATH = "/sign-in-office"  # by the office's identity provider, see office_door.py
OFFICE_OUT_PATH = f"{OFFICE_PATH}-out"
NEXT = "next"  # the page to go on to, with its filters
_MOST_LETTERS = 2000  # of it

_attempts = Attempts()


def next_of(written: str) -> str:
    """Where to go on to: one of the pages with its filters, from the server's root; the first page for anything else."""
    parts = urlsplit(written[:_MOST_LETTERS])
    paths = {addresses.address_of(name) for name in addresses.PAGES}
    if parts.scheme or parts.netloc or parts.path not in paths:
        return "/"
    query = urlencode(parse_qsl(parts.query))
    return parts.path + (f"?{query}" if query else "")


def address_of(onward: str) -> str:
    """Where one signs in to go on to a page, from the server's root."""
    return f"{PATH}?{urlencode({NEXT: onward})}"


async def answer(request: Request) -> Response:
    """The form to sign in, and what it sends."""
    return await _answered(request, _sign_in_page, _sign_in)


async def answer_account(request: Request) -> Response:
    """The form for one's password and for signing out, and what it sends."""
    return await _answered(request, _account_page, _account_act)


async def _answered(
    request: Request,
    draw: Callable[[Request], Response],
    act: Callable[[Request, dict[str, str]], Response],
) -> Response:
    with speaking(language_of(request)):
        try:
            if request.method == "POST":
                return await run_in_threadpool(act, request, await forms.fields_of(request))
            return await run_in_threadpool(draw, request)
        except forms.FormRefused as error:
            body = sentence(str(error), "bad") + link(PATH, _("重新打开登录页"))
            return plain_page(_("没有执行"), body, error.status)
        except (StoreError, SettingsError) as error:
            return plain_page(_("治屏打不开数据"), sentence(str(error), "bad"), 503)


def _sign_in_page(request: Request, why: str = "", name: str = "", status: int = 200) -> Response:
    from zhiping.access import sessions  # with it comes SQLAlchemy, see serving.state

    onward = next_of(request.query_params.get(NEXT, ""))
    if not serving.needs_sign_in():
        body = sentence(_("现在不用登录。")) + link(onward, _("去看数据"))
        return plain_page(_("登录治屏"), body)
    if not why and (session := sessions.held(serving.state(), request.cookies.get(SESSION), clock.now())):
        return _onward(onward if session.account.once_until is None else account_address(onward))
    secret = forms.secret_of(request)
    fields = (
        field("name", _("用户名"), fills="username", value=name, first=not name)
        + field("password", _("口令"), kind="password", fills="current-password", first=bool(name))
        + button(_("登录治屏"))
    )
    body = (
        (sentence(why, "bad") if why else "")
        + (
            link(f"{OFFICE_PATH}?{urlencode({NEXT: onward})}", _("用单位统一身份登录"))
            if _has_provider()
            else ""
        )
        + form(address_of(onward), fields, {forms.TOKEN: forms.token_of(secret)})
        + sentence(_("没有账号或忘了口令，请联系管理员。"), "note")
    )
    page = plain_page(_("登录治屏"), body, status)
    forms.keep(secret, request, page)
    return page


def _has_provider() -> bool:
    return serving.store().settings.provider is not None


def _sign_in(request: Request, fields: dict[str, str]) -> Response:
    from zhiping.access import accounts

    if not serving.needs_sign_in():
        return _sign_in_page(request)
    name, now, address = fields.get("name", ""), clock.now(), address_asking(request)
    if wait := _attempts.seconds_to_wait(name, address, now):
        return _sign_in_page(request, _("试得太多了，请 {n} 秒后再试。").format(n=wait), name, 429)
    account = accounts.of_password(serving.state(), name, fields.get("password", ""), now)
    if account is None:
        _attempts.note_failure(name, address, now)
        known = accounts.found(serving.state(), name)  # what else was typed may be a password
        serving.note(Act.SIGN_IN_FAILED, who=known.name if known else "", about=address)
        return _sign_in_page(request, _("用户名或口令不对，或者账号已停用。"), name, 401)
    _attempts.note_success(name)
    onward = next_of(request.query_params.get(NEXT, ""))
    return let_in(request, account, onward)


def let_in(request: Request, account: "Account", onward: str) -> Response:
    """Begin a new session for whoever has proved to be that account, never one that the browser brought along."""
    from zhiping.access import sessions

    now = clock.now()
    serving.note(Act.SIGNED_IN, who=account.name, about=address_asking(request))
    sessions.end(serving.state(), request.cookies.get(SESSION, ""))
    answer = _onward(onward if account.once_until is None else account_address(onward))
    _let_in(request, answer, sessions.begin(serving.state(), account, now))
    return answer


def _account_page(request: Request, why: str = "", status: int = 200) -> Response:
    from zhiping.access import passwords, sessions

    onward = next_of(request.query_params.get(NEXT, ""))
    session = sessions.held(serving.state(), request.cookies.get(SESSION), clock.now())
    if session is None:
        return _onward(address_of(onward))
    must_change = session.account.once_until is not None
    hidden = {forms.TOKEN: forms.token_of(forms.secret_of(request))}
    fields = (
        field("old", _("现在的口令"), kind="password", fills="current-password", first=True)
        + field("new", _("新口令"), kind="password", fills="new-password")
        + field("again", _("新口令再写一遍"), kind="password", fills="new-password")
        + button(_("改口令"), act="password")
    )
    rule = _("{least} 个字以上，不容易猜到；别处没有用过。").format(least=passwords.LEAST)
    first = _("这是一次性口令：请先改成自己的口令，再看数据。") if must_change else ""
    path = account_address(onward)
    own = heading(_("改口令")) + sentence(rule, "note") + form(path, fields, hidden)
    body = (
        sentence(session.account.name)
        + (sentence(why or first, "bad") if why or first else "")
        + ("" if must_change else link(onward, _("回去看数据")))
        + ("" if session.account.subject else own)
        + heading(_("结束登录"))
        + form(
            path,
            button(_("退出"), act="out", is_second=True)
            + button(_("在所有电脑和手机上退出"), act="everywhere", is_second=True),
            hidden,
        )
    )
    return plain_page(_("我的账号"), body, status)


def _account_act(request: Request, fields: dict[str, str]) -> Response:
    from zhiping.access import sessions

    session = sessions.held(serving.state(), request.cookies.get(SESSION), clock.now())
    onward = next_of(request.query_params.get(NEXT, ""))
    if session is None:
        return _onward(address_of(onward))
    if fields.get("act") == "password":
        return _change_password(request, fields, session.account.name, onward)
    if fields.get("act") == "everywhere":
        sessions.end_all(serving.state(), session.account.name)
    else:
        sessions.end(serving.state(), request.cookies.get(SESSION, ""))
    serving.note(Act.SIGNED_OUT, who=session.account.name, about=address_asking(request))
    answer = _onward(OFFICE_OUT_PATH if session.account.subject and _has_provider() else PATH)
    answer.delete_cookie(SESSION, httponly=True, samesite="lax", secure=forms.is_https(request))
    return answer


def _change_password(request: Request, fields: dict[str, str], name: str, onward: str) -> Response:
    from zhiping.access import accounts, passwords, sessions

    now, address = clock.now(), address_asking(request)
    if wait := _attempts.seconds_to_wait(name, address, now):
        return _account_page(request, _("试得太多了，请 {n} 秒后再试。").format(n=wait), 429)
    account = accounts.of_password(serving.state(), name, fields.get("old", ""), now)
    if account is None:
        _attempts.note_failure(name, address, now)
        return _account_page(request, _("现在的口令不对。"), 401)
    if fields.get("new") != fields.get("again"):
        return _account_page(request, _("两遍新口令不一样。"), 400)
    if fields.get("new") == fields.get("old"):
        return _account_page(request, _("新口令和现在的一样。请换一个。"), 400)
    try:
        accounts.set_password(serving.state(), name, fields.get("new", ""))
    except passwords.PasswordRefused as error:
        return _account_page(request, str(error), 400)
    serving.note(Act.CHANGED_ACCOUNT, who=name, about=f"password {name}")
    answer = _onward(onward)
    _let_in(request, answer, sessions.begin(serving.state(), account, now))
    return answer


def account_address(onward: str) -> str:
    """Where one's password and signing out are, on the way to a page, from the server's root."""
    return f"{ACCOUNT_PATH}?{urlencode({NEXT: onward})}"


def _onward(path: str) -> RedirectResponse:
    # Relative, as Streamlit's own addresses: it holds behind a proxy that gives the product a folder.
    return RedirectResponse("." + path, status_code=303, headers={"cache-control": "no-store"})


def _let_in(request: Request, answer: Response, token: str) -> None:
    answer.set_cookie(SESSION, token, httponly=True, samesite="lax", secure=forms.is_https(request))


def address_asking(request: Request) -> str:
    """From where a request came."""
    return request.client.host if request.client else ""
