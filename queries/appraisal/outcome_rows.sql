-- The outcomes behind a figure, the newest first.
-- One row per outcome.
select
    outcome_id,
    year,
    decided_on,
    outcome_kind,
    unit_group,
    unit_id,
    unit_name,
    person_id,
    topic,
    upload_id,
    source_sheet,
    source_row
from chosen_outcomes()
order by decided_on desc, outcome_order(outcome_kind) asc, outcome_id asc
