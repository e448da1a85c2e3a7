"""What a unit writes to a ticket, a figure or a score: 情况说明, or 申诉 that is reviewed and decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Statement:
    """`about`: the thing, as "ticket_id:GD-1" or "figure:report_on_time"; `cause`: how it read then, see ui/kit/cause.py.

    `scope`: of its writer; `state`: of contracts/statements.STATEMENT_STATES.
    """

    number: str
    kind: str
    about: str
    unit: str
    words: str
    area: str
    state: str
    writer: str
    made_at: datetime
    scope: str = ""
    is_about_people: bool = False
    cause: Mapping[str, Any] = field(default_factory=dict)
