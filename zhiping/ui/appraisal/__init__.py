"""考核: its card, by which 今日态势, the tables and the kit know it (see zhiping/ui/kit/systems.py)."""

from zhiping.ui.appraisal import announced, people_labels, today
from zhiping.ui.appraisal.figures import summary_figures
from zhiping.ui.appraisal.labels import LABELS, QUESTION_LABELS
from zhiping.ui.kit.systems import Card
from zhiping.words import N_

SYSTEM = Card(
    "appraisal",
    whole=today.whole_told,
    figures=summary_figures,
    exceptions=today.exceptions,
    more=("appraisal/ranking", N_("看考核排名")),
    labels=LABELS | people_labels.LABELS,
    question_labels=QUESTION_LABELS,
    why_nothing=today.why_nothing,
    announced=announced.FIGURES,
)
