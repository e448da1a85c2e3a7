-- The activities behind a figure: all that the filters choose, of one kind or in one courtyard.
-- One row per activity; settle_state says what its settled number is worth: known, unknown or fault.
select
    t.activity_id,
    t.held_on,
    t.courtyard_id,
    t.courtyard_name,
    t.courtyard_kind,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.activity_kind,
    t.case_count,
    t.settled_count,
    t.settle_state,
    t.visit_count,
    t.training_field,
    t.upload_id,
    t.source_sheet,
    t.source_row
from chosen_activities() as t
left join areas as a on t.area_code = a.area_code
where
    fits(t.activity_kind, $activity_kind)
    and fits(t.courtyard_id, $courtyard_id)
order by t.held_on, t.activity_id
