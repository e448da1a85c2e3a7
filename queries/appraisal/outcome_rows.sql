-- The outcomes behind a figure, the newest first; all of the asked or latest year where no figure is asked about.
-- One row per outcome, each of which the figure counts.
with
marked as (
    select
        o.*,
        t.unit_id is not null as is_of_talked_twice
    from chosen_outcomes() as o
    left join talked_twice() as t on o.unit_id = t.unit_id and o.person_id is not distinct from t.person_id
)

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
    'met' as part,
    upload_id,
    source_sheet,
    source_row
from marked
where
    case $figure
        when 'awards' then is_award(outcome_kind)
        when 'talks' then outcome_kind = '约谈提醒'
        when 'talked_twice' then is_talk(outcome_kind) and is_of_talked_twice
        when 'trainings' then outcome_kind = '靶向式专题培训'
        else true
    end
order by decided_on desc, outcome_order(outcome_kind) asc, outcome_id asc
