"""The rivals. None of them imports anything of the product; each is tuned as its own documentation advises."""
