"""Which questions have a finisher, a file a system, found by walking this folder."""

from collections.abc import Mapping

from zhiping.asking.finishing import Finisher
from zhiping.walking import modules_of

FINISHERS: Mapping[str, Finisher] = {
    name: finisher for module in modules_of(__name__, __path__) for name, finisher in module.FINISHERS.items()
}
