"""考核: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.contracts.appraisal import APPRAISAL_PERIODS
from zhiping.ui.appraisal import announced, doubts, sentences, today
from zhiping.ui.appraisal.figures import summary_figures
from zhiping.ui.appraisal.rounding import DECIMALS
from zhiping.ui.kit.systems import Card
from zhiping.ui.look.watched import Watched
from zhiping.words import N_

SYSTEM = Card(
    "appraisal",
    whole=today.whole_told,
    figures=summary_figures,
    exceptions=today.exceptions,
    watched=(
        Watched("value_count", N_("已报指标值"), N_("个"), sentences.term_of),
        Watched("missing_count", N_("缺报指标值"), N_("个"), sentences.term_of),
    ),
    doubts=doubts.doubts,
    more=("appraisal/ranking", N_("看考核排名")),
    value_words={
        "state": sentences.SITUATIONS | {"scored": N_("计分")},
        "term": {term: term for term in APPRAISAL_PERIODS},
        "earlier_term": {term: term for term in APPRAISAL_PERIODS},
    },
    decimals=DECIMALS,
    why_nothing=today.why_nothing,
    announced=announced.FIGURES,
)
