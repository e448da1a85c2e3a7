"""What must agree before a publish, a file a system, found by walking this folder."""

from zhiping.upload.agreement import Agreement
from zhiping.walking import modules_of

AGREEMENTS: tuple[Agreement, ...] = tuple(
    one for module in modules_of(__name__, __path__) for one in module.AGREEMENTS
)
