"""考核: the weights and counts of a group's indicators agree with its scheme."""

from zhiping.rules.appraisal.schemes import check_words
from zhiping.upload.agreement import Agreement

AGREEMENTS = (
    Agreement(
        "appraisal/scheme_checks",
        frozenset({"appraisal_schemes", "appraisal_indicators"}),
        ("area_code", "year", "unit_group"),
        check_words,
    ),
)
