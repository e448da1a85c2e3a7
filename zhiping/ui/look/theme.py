"""The viewer's theme: which colours the pictures of this run are drawn in."""

import streamlit as st

from zhiping.ui.look.states import Theme

# Streamlit does not run the page again when a viewer changes the theme, and pictures drawn for a
# light page would stand as dark words on a dark one. This watches the page's own background. What it sets off names
# the page that is shown: a reader who has just gone back, or chosen another page, would be taken from it. So it waits
# while a run goes on, and after each act, of which Streamlit tells the page somewhat later.
_WATCH = """
export default function ({ setTriggerValue }) {
  const page = document.querySelector(".stApp") ?? document.body
  const background = () => getComputedStyle(page).backgroundColor
  let seen = background(), isQuiet = true
  const acts = ["popstate", "pointerdown", "keydown"]
  const note = () => { isQuiet = false }
  for (const act of acts) addEventListener(act, note, true)
  const timer = setInterval(() => {
    if (isQuiet && page.dataset.testScriptState === "notRunning" && background() !== seen) {
      seen = background()
      setTriggerValue("changed", seen)
    }
    isQuiet = true
  }, 500)
  return () => {
    clearInterval(timer)
    for (const act of acts) removeEventListener(act, note, true)
  }
}
"""


def viewer_theme() -> Theme:
    """The theme that the viewer sees; light where the browser has not said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def watch_theme() -> None:
    """Run the page again when the viewer changes the theme. Call once a run, at the end of the page."""
    watcher = st.components.v2.component("theme_watcher", js=_WATCH)
    watcher(key="theme_watcher", height=1, on_changed_change=lambda: None)
