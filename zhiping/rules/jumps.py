"""Which change of a figure by one upload is beyond what is usual."""

LEAST = 10  # below it a few things more or less are nothing to ask about
RISE, FALL = 1.5, 2 / 3


def is_jump(old: float, new: float) -> bool:
    """Whether a count rises by half or more, or falls by a third or more, and by LEAST at least.

    What was nothing before is a first upload, however much it brings.
    """
    if not old or abs(new - old) < LEAST:
        return False
    return new >= old * RISE or new <= old * FALL
