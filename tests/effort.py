"""How hard the tests try: `make test` a fifth as often, `make test-all` as often as they say."""

import os

IS_WHOLE = os.environ.get("ZHIPING_TEST_ALL") == "1"


def tries(most: int) -> int:
    """How often to try what chance decides (drawn examples, kills): `most` times, or a fifth of that."""
    return most if IS_WHOLE else max(2, most // 5)
