-- One ticket as it was uploaded, with the states of its steps and where it came from.
-- One row per ticket: one or none. A ticket dispatched after its data date has no states.
select
    t.ticket_id,
    t.area_code,
    t.ticket_class,
    t.category,
    t.is_difficult,
    t.received_at,
    t.channel,
    t.title,
    t.delegate_id,
    t.lead_unit,
    t.lead_unit_written,
    t.support_units,
    t.dispatched_at,
    t.claimed_at,
    t.contacted_at,
    t.surveyed_at,
    t.reported_at,
    t.first_closed_at,
    t.closed_at,
    t.outcome,
    t.called_back_at,
    t.satisfaction,
    t.reopened_count,
    k.is_open_again,
    t.due_at,
    t.longitude,
    t.latitude,
    t.coord_datum,
    named_area(a.area_name, t.area_code) as area_name,
    named_area(a.area_path, t.area_code) as area_path,
    k.claim_state,
    k.contact_state,
    k.report_state,
    k.close_state,
    t.data_at,
    u.receipt,
    u.published_by,
    u.published_at,
    u.file_name,
    t.source_sheet,
    t.source_row
from tickets as t
left join ticket_clock() as k on t.ticket_id = k.ticket_id
left join areas as a on t.area_code = a.area_code
left join uploads as u on t.upload_id = u.upload_id
where t.ticket_id = $ticket_id
