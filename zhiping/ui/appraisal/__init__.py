"""考核: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.contracts.appraisal import APPRAISAL_PERIODS
from zhiping.ui.appraisal import announced, doubts, today
from zhiping.ui.appraisal.figures import summary_figures
from zhiping.ui.appraisal.rounding import DECIMALS
from zhiping.ui.appraisal.sentences import SITUATIONS
from zhiping.ui.kit.systems import Card
from zhiping.words import N_

SYSTEM = Card(
    "appraisal",
    whole=today.whole_told,
    figures=summary_figures,
    exceptions=today.exceptions,
    doubts=doubts.doubts,
    more=("appraisal/ranking", N_("看考核排名")),
    value_words={
        "state": SITUATIONS | {"scored": N_("计分")},
        "term": {term: term for term in APPRAISAL_PERIODS},
        "earlier_term": {term: term for term in APPRAISAL_PERIODS},
    },
    decimals=DECIMALS,
    why_nothing=today.why_nothing,
    announced=announced.FIGURES,
)
