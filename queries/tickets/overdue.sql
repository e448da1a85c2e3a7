-- The steps that are overdue, and those whose limit falls within the next hours.
-- One row per ticket and step: the most overdue first, then the soonest.
with
late_steps as (
    select *
    from ticket_steps()
    where
        (
            state = 'overdue'
            or (
                state = 'waiting'
                and limit_at <= moment + to_hours($within_hours)
                and not is_paused(pauses, moment)
            )
        )
        and fits(step, $step)
        and fits(state, $state)
)

select
    s.ticket_id,
    s.title,
    s.ticket_class,
    s.category,
    s.area_code,
    named_area(a.area_name, s.area_code) as area_name,
    named_area(a.area_path, s.area_code) as area_path,
    s.lead_unit,
    s.delegate_id,
    s.step,
    s.state,
    s.limit_at,
    s.hours_left,
    s.dispatched_at,
    s.upload_id,
    s.source_sheet,
    s.source_row
from late_steps as s
left join areas as a on s.area_code = a.area_code
order by s.state = 'waiting', s.hours_left, s.ticket_id, s.step_order
