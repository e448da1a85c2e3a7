-- The tickets behind a figure: what met it, what is counted and did not, and what of the period is not counted.
-- One row per ticket.
with
judged as (
    select *
    from judged_tickets()
    where fits(satisfaction, $satisfaction)
),

parts as (
    select
        *,
        case $figure
            when 'closed_in_time' then figure_part(is_due_then, close_state = 'on_time')
            when 'closed_share' then figure_part(is_accepted(outcome), close_at is not null)
            when 'claim_on_time' then figure_part(is_counted(claim_state), claim_state = 'on_time')
            when 'contact_on_time' then figure_part(is_counted(contact_state), contact_state = 'on_time')
            when 'report_on_time' then figure_part(is_counted(report_state), report_state = 'on_time')
            when 'close_on_time' then figure_part(is_counted(close_state), close_state = 'on_time')
            when 'satisfied_share' then figure_part(is_answered(satisfaction), is_satisfied(satisfaction))
            when 'firmly_satisfied_share' then figure_part(is_answered(satisfaction), satisfaction in ('非常满意', '满意'))
            when 'cautious_share' then figure_part(satisfaction is not null, is_satisfied(satisfaction))
            when 'called_back_share' then figure_part(close_at is not null, call_back_at is not null)
            when 'satisfaction_grades' then figure_part(satisfaction is not null, true)
            when 'contacted_share' then figure_part(is_valid and caller_contacted is not null, caller_contacted)
            when 'solved_share' then figure_part(is_valid and caller_solved is not null, caller_solved = '已解决')
            when 'touched_in_time' then figure_part(is_counted(touch_state), touch_state = 'on_time')
            when 'reported_solved' then figure_part(
                is_accepted(outcome) and close_at is not null and outcome is not null, outcome = '已解决'
            )
            when 'repeated_share' then figure_part(true, outcome = '重复')
            when 'accepted_tickets' then figure_part(is_accepted(outcome), true)
            when 'extended_share' then figure_part(is_extended_recorded, extended_due_at is not null)
            when 'excluded_tickets' then figure_part(is_excluded, true)
            when 'deferred_tickets' then figure_part(deferred_until is not null, true)
            when 'reopened_share' then figure_part(reopened_count is not null, reopened_count >= 1)
            else 'met'
        end as part
    from judged
    where
        case $figure
            when 'closed_in_time' then is_dispatched_then or is_due_then
            when 'reopened_share' then is_closed_then
            when 'reopenings' then is_closed_then and reopened_count >= 1
            else is_dispatched_then
        end
)

select
    p.ticket_id,
    p.title,
    p.ticket_class,
    p.category,
    p.area_code,
    coalesce(a.area_name, p.area_code) as area_name,
    p.lead_unit,
    p.dispatched_at,
    p.close_due_at,
    p.close_at,
    p.outcome,
    p.satisfaction,
    p.claim_state,
    p.contact_state,
    p.report_state,
    p.close_state,
    p.reopened_count,
    p.channel,
    p.caller_contacted,
    p.caller_solved,
    p.extended_due_at,
    p.deferred_until,
    p.is_excluded,
    p.excluded_reason,
    p.part,
    p.upload_id,
    p.source_sheet,
    p.source_row
from parts as p
left join areas as a on p.area_code = a.area_code
order by p.dispatched_at, p.ticket_id
