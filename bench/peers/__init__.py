"""The same dashboard, made by others as well as we can, on the same tickets: what ours costs beside them."""
