"""Pages of the server itself, beside Streamlit's: a sentence or a form, without any script."""

from collections.abc import Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from zhiping.ui.kit.language import of_request
from zhiping.words import LANGUAGES, language

# The policy on referrers, so that browsers say where a form was sent from.
_PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="same-origin">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --ink: light-dark(#1b2430, #e7ebf0); --soft: light-dark(#5a6472, #a9b3bf); --line: light-dark(#8a94a1, #66707e); --strong: light-dark(#1d5fb0, #7fb2f0); --on: light-dark(#fff, #10151c); --bad: light-dark(#a8201a, #ff8075); }}
body {{ font: 1rem/1.7 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: var(--ink); background: light-dark(#fff, #10151c); max-width: 24rem; margin: 12vh auto 2rem; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; margin: 0 0 .5rem; }} h2 {{ font-size: 1.1rem; margin: 2rem 0 .25rem; }}
p {{ margin: .5rem 0; }} .note {{ color: var(--soft); font-size: .875rem; }} .bad {{ color: var(--bad); }}
label {{ display: block; margin: .75rem 0 0; font-size: .875rem; }}
input {{ display: block; box-sizing: border-box; width: 100%; font: inherit; padding: .4rem .6rem; border: 1px solid var(--line); border-radius: .375rem; background: transparent; color: inherit; }}
button {{ font: inherit; padding: .4rem 1.1rem; margin: 1rem .5rem 0 0; border: 1px solid var(--strong); border-radius: .375rem; background: var(--strong); color: var(--on); cursor: pointer; }}
button.second {{ background: transparent; color: var(--strong); }}
a {{ color: var(--strong); }} :focus-visible {{ outline: 2px solid var(--strong); outline-offset: 2px; }}
</style>
<main><h1>{title}</h1>{body}</main>
"""


def plain_page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """A page that nobody keeps. `body`: HTML, its texts escaped."""
    page = _PAGE.format(lang=language(), title=escape(title), body=body)
    return HTMLResponse(page, status_code=status, headers={"cache-control": "no-store"})


def sentence(text: str, kind: str = "") -> str:
    """A paragraph. `kind`: "note" or "bad"."""
    return f'<p class="{kind}" role="{"alert" if kind == "bad" else "note"}">{escape(text)}</p>'


def heading(text: str) -> str:
    """What stands over a part of the page."""
    return f"<h2>{escape(text)}</h2>"


def link(path: str, label: str) -> str:
    """A way to a page of this server; `path` from its root, which a proxy may have put into a folder."""
    return link_away(f".{path}", label)


def link_away(address: str, label: str) -> str:
    """A way to somebody else's page."""
    return f'<p><a href="{escape(address)}">{escape(label)}</a></p>'


def form(path: str, fields: str, hidden: Mapping[str, str]) -> str:
    """A form that is sent to `path`. `fields`: HTML."""
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items()
    )
    return f'<form method="post" action=".{path}">{kept}{fields}</form>'


def field(
    name: str, label: str, *, kind: str = "text", fills: str, value: str = "", first: bool = False
) -> str:
    """A line to fill in. `fills`: what a browser may fill it with (the HTML attribute autocomplete)."""
    focus = " autofocus" if first else ""
    return (
        f'<label for="{name}">{escape(label)}</label><input id="{name}" name="{name}" type="{kind}" required'
        f' maxlength="128" autocomplete="{fills}" value="{escape(value)}"{focus}>'
    )


def button(label: str, *, act: str = "", is_second: bool = False) -> str:
    """What sends a form; `act`: as which one of several."""
    kind = "second" if is_second else "first"
    return f'<button name="act" value="{act}" class="{kind}">{escape(label)}</button>'


def language_of(request: Request) -> str:
    """The language of whoever asks: the one in the address, else by the rule of every page."""
    wished = request.query_params.get("lang", "")
    return wished if wished in LANGUAGES else of_request(request)
