"""Data for the page beside it: each is a word of Streamlit's own, and must stay."""

DATA = (
    "Open",
    "Search",
    "Select all",
    "No results",
    "Stop",
    "Print",
    "Dark",
    "Light",
    "Theme",
    "Format",
    "Upload",
)
