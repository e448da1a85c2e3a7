-- The tickets that a question about reporting is about; without a figure all of a unit.
-- One row per ticket.
select
    t.ticket_id,
    t.title,
    t.ticket_class,
    t.category,
    t.area_code,
    named_area(a.area_name, t.area_code) as area_name,
    t.lead_unit,
    t.dispatched_at,
    t.claim_at,
    t.contacted_at,
    t.surveyed_at,
    t.report_at,
    t.close_at,
    t.call_back_at,
    t.outcome,
    t.satisfaction,
    t.is_quick,
    t.time_count,
    t.full_hour_count,
    t.upload_id,
    t.source_sheet,
    t.source_row
from told_times() as t
left join areas as a on t.area_code = a.area_code
where
    fits(t.lead_unit, $lead_unit)
    and case $figure
        when 'quick_closings' then t.is_quick
        when 'all_satisfied' then t.is_answer
        when 'full_hour_times' then t.full_hour_count > 0
        else true
    end
order by t.lead_unit, t.dispatched_at, t.ticket_id
