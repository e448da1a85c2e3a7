"""通报: what the systems say of a period, written as Word, Excel and PDF."""
