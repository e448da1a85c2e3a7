"""Signing in at the office's identity provider (OpenID Connect): /sign-in-office leads there, its answer comes back here.

The protocol is Authlib's, as it is behind Streamlit's st.login. What this browser was sent out with (state, nonce, the
secret of PKCE) stays here for some minutes, known by a cookie; what comes back is a session like any other. Whoever has
signed out here is offered to sign out there too, where the provider has an address for it (RP-initiated logout).
"""

import secrets
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from zhiping import clock, serving
from zhiping.contracts.admin import Act
from zhiping.settings import Provider, SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.kit import sign_in_door
from zhiping.ui.kit.plain_page import language_of, link, link_away, plain_page, sentence
from zhiping.words import _, speaking

BACK_PATH = f"{sign_in_door.OFFICE_PATH}-back"
_COOKIE = "zhiping-office"
_LONGEST = timedelta(minutes=10)  # at the provider
_MOST = 1000  # who are at the provider; the one that went first is forgotten first
_waiting: "OrderedDict[str, _SentOut]" = OrderedDict()


@dataclass
class _SentOut:
    """A browser that was sent to the provider. `kept`: what Authlib keeps of it."""

    onward: str
    until: datetime
    kept: dict[str, Any] = field(default_factory=dict)


async def answer(request: Request) -> Response:
    """The way to the provider."""
    with speaking(language_of(request)):
        try:
            provider = await run_in_threadpool(_provider)
            if provider is None:
                return _refused(_("这里没有接入单位统一身份。"), 404)
            onward = sign_in_door.next_of(request.query_params.get(sign_in_door.NEXT, ""))
            sent = _SentOut(onward, clock.now() + _LONGEST)
            asking = Request({**request.scope, "session": sent.kept})
            out: Response = await _client(provider).authorize_redirect(asking, provider.back + BACK_PATH)
        except (StoreError, SettingsError) as error:
            return _refused(str(error), 503)
        except Exception as error:  # whatever is wrong with the answer of somebody else's program
            return _no_provider(error)
        key = secrets.token_urlsafe(16)
        _waiting[key] = sent
        while len(_waiting) > _MOST:
            _waiting.popitem(last=False)
        is_https = provider.back.startswith("https")
        out.set_cookie(
            _COOKIE,
            key,
            max_age=int(_LONGEST.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=is_https,
        )
        return out


async def answer_back(request: Request) -> Response:
    """What the provider sends a browser back with: a session, or one sentence why not."""
    with speaking(language_of(request)):
        provider = await run_in_threadpool(_provider)
        sent = _waiting.pop(request.cookies.get(_COOKIE, ""), None)
        if provider is None or sent is None or clock.now() >= sent.until:
            return _refused(_("登录没有完成，或者等得太久。"), 400)
        try:
            asking = Request({**request.scope, "session": sent.kept})
            token = await _client(provider).authorize_access_token(asking)
            claims = token["userinfo"]
        except Exception as error:
            serving.note(Act.SIGN_IN_FAILED, who="", about=sign_in_door.address_asking(request))
            return _no_provider(error)
        return await run_in_threadpool(_let_in, request, provider, claims, sent.onward)


async def answer_out(request: Request) -> Response:
    """After signing out here: the way out at the provider, which its other services share, so that it is not taken unasked."""
    with speaking(language_of(request)):
        address = ""
        try:
            if provider := await run_in_threadpool(_provider):
                address = _way_out(provider, await _client(provider).load_server_metadata())
        except (StoreError, SettingsError) as error:
            return _refused(str(error), 503)
        except Exception as error:  # signed out here one is all the same
            _print(error)
        body = sentence(_("您在治屏已退出。"))
        if address:
            body += sentence(_("单位统一身份里还登录着，它的其他系统也还开着。公用电脑请一并退出。"))
            body += link_away(address, _("也退出单位统一身份"))
        return plain_page(_("已退出"), body + link(sign_in_door.PATH, _("重新打开登录页")))


def _way_out(provider: Provider, offered: Mapping[str, Any]) -> str:
    """Where the provider ends a session of its own and sends back here; "" where it offers none."""
    address = str(offered.get("end_session_endpoint") or "")
    if urlsplit(address).scheme not in ("https", urlsplit(provider.issuer).scheme):
        return ""
    asked = {
        "client_id": provider.client,
        "post_logout_redirect_uri": f"{provider.back}{sign_in_door.PATH}",
    }
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"


def _let_in(request: Request, provider: Provider, claims: dict[str, Any], onward: str) -> Response:
    from zhiping.access import identities  # with it comes SQLAlchemy, see serving.state
    from zhiping.access.accounts import AccountRefused

    try:
        account = identities.account_of(serving.state(), claims, provider, clock.now())
    except AccountRefused as error:
        serving.note(Act.SIGN_IN_FAILED, who="", about=sign_in_door.address_asking(request))
        return _refused(str(error), 403)
    except (StoreError, SettingsError) as error:
        return _refused(str(error), 503)
    answer = sign_in_door.let_in(request, account, onward)
    answer.delete_cookie(_COOKIE, httponly=True, samesite="lax")
    return answer


def _provider() -> Provider | None:
    return serving.store().settings.provider


def _client(provider: Provider) -> Any:
    return _client_at(provider.issuer, provider.client, provider.secret)


@cache
def _client_at(issuer: str, client: str, secret: str) -> Any:
    from authlib.integrations.starlette_client import OAuth  # half a second, which few need

    oauth = OAuth()
    oauth.register(
        "office",
        client_id=client,
        client_secret=secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": 10},
    )
    return oauth.create_client("office")


def _no_provider(error: Exception) -> Response:
    _print(error)
    return _refused(_("单位统一身份没有应答，或者没有让您登录。"), 502)


def _print(error: Exception) -> None:
    print(f"{sign_in_door.OFFICE_PATH}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)


def _refused(why: str, status: int) -> Response:
    body = sentence(why, "bad") + link(sign_in_door.PATH, _("重新打开登录页"))
    return plain_page(_("登录治屏"), body, status)
