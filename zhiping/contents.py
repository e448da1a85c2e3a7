"""The table of contents: what every run of every page begins with.

Streamlit's main script. It settles the language, names the pages and runs the one asked for.
"""

from pathlib import Path

import streamlit as st

from zhiping.access.permissions import NotAllowed
from zhiping.settings import SettingsError
from zhiping.store.errors import RowsDamaged, StoreError
from zhiping.ui.kit import (
    demo_mark,
    instead,
    language,
    noting,
    page,
    saved_views,
    visitor,
    watermark,
    who,
)
from zhiping.ui.kit.addresses import MISSING, OVERVIEW, PAGES
from zhiping.ui.look.theme import watch_theme
from zhiping.words import _


def _pages() -> dict[str, list[st.Page]]:
    sections: dict[str, list[st.Page]] = {}
    for entry in PAGES.values():
        if Path(entry.path).exists():
            is_first = entry.name == OVERVIEW
            sections.setdefault(_(entry.section), []).append(
                st.Page(
                    entry.path,
                    title=_(entry.title),
                    url_path=None if is_first else entry.url_path,
                    default=is_first,
                )
            )
    first = next(iter(sections.values()))
    first.append(st.Page(instead.missing, title=_("没有这一页"), url_path=MISSING, visibility="hidden"))
    return sections


page.settle()
is_known = instead.knows_visitor()
# Who came by a link sees one page; all are declared, or Streamlit would not know the address of any.
chosen = st.navigation(_pages(), position="hidden" if visitor.is_guest() or not is_known else "top")
name = next((entry.name for entry in PAGES.values() if entry.url_path == chosen.url_path), MISSING)
try:
    visitor.check_page(name)
    instead.mark_open_mode()
    if not is_known:
        instead.ask_to_sign_in(name)
    else:
        saved_views.go_to_start(name)
        noting.note_opening(name)
        who.mark_viewed()
        if not page.tells_damage(name):
            demo_mark.draw()
            watermark.draw()
            chosen.run()
except NotAllowed as error:
    instead.refuse(str(error))
except RowsDamaged as error:
    page.begin_with_damage(str(error))
except (StoreError, SettingsError) as error:
    instead.cannot_start(str(error))
language.draw_choice()
watch_theme()
