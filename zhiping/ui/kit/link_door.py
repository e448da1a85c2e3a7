"""Where a shared link is opened: `/s/<token>` leads to its page, and the browser keeps the token as its proof.

The token stands in no other address, so that a copied one, a log or a title does not hand it on.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from zhiping import clock, serving
from zhiping.contracts.admin import Act, link_told
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.kit import addresses, language
from zhiping.ui.kit.plain_page import plain_page, sentence
from zhiping.ui.kit.visitor import LINK, cookie_of
from zhiping.words import _, speaking

AT = "/s/"
PATH = AT + "{token}"


def answer(request: Request) -> Response:
    """The way to the page of a link, or one sentence: why it does not open. In a thread of its own: it reads a file."""
    with speaking(language.of_request(request)):
        return _answer(request)


def _answer(request: Request) -> Response:
    from zhiping.access import links  # with it comes SQLAlchemy, see serving.state

    now = clock.now()
    try:
        link = links.opened(serving.state(), request.path_params["token"], now)
    except (links.LinkEnded, StoreError, SettingsError) as error:
        serving.note(Act.REFUSED_LINK, who=_("访客"), about=link_told(request.path_params["token"]))
        status = 404 if isinstance(error, links.LinkEnded) else 503
        return plain_page(_("链接打不开"), sentence(str(error)), status)
    serving.note(Act.OPENED_LINK, who=_("访客"), page=link.page, about=link_told(link.token_end))
    # Relative, as Streamlit's own addresses: it holds behind a proxy that gives the product a folder.
    onward = RedirectResponse(".." + addresses.address_of(link.page, {LINK: link.link_id}), status_code=303)
    onward.set_cookie(
        cookie_of(link.link_id),
        request.path_params["token"],
        max_age=int((link.until - now).total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return onward
