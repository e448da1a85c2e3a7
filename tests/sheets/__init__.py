"""Sheets as offices make them: a clean table, a habit or two of whoever keeps it, and what it must be read as."""
