-- How many tickets reached each stage, and how many of those in time.
-- One row per stage.
with
counts as (
    select
        count(*) as dispatched_count,
        count(claim_at) as claim_count,
        count(contact_at) as contact_count,
        count(report_at) as report_count,
        count(close_at) as close_count,
        count(call_back_at) as call_back_count,
        count(*) filter (where is_satisfied(satisfaction)) as satisfied_count,
        count(*) filter (where is_claim_recorded) as claim_recorded_count,
        count(*) filter (where is_contact_recorded) as contact_recorded_count,
        count(*) filter (where is_report_recorded) as report_recorded_count,
        count(*) filter (where is_close_recorded) as close_recorded_count,
        count(*) filter (where is_call_back_recorded) as call_back_recorded_count,
        count(*) filter (where is_satisfaction_recorded) as satisfied_recorded_count
    from chosen_tickets()
),

stages as (
    select 1 as stage_order, 'dispatch' as stage, dispatched_count as ticket_count, dispatched_count as recorded_count
    from counts
    union all
    select 2 as stage_order, 'claim' as stage, claim_count as ticket_count, claim_recorded_count as recorded_count
    from counts
    union all
    select 3 as stage_order, 'contact' as stage, contact_count as ticket_count, contact_recorded_count as recorded_count
    from counts
    union all
    select 4 as stage_order, 'report' as stage, report_count as ticket_count, report_recorded_count as recorded_count
    from counts
    union all
    select 5 as stage_order, 'close' as stage, close_count as ticket_count, close_recorded_count as recorded_count
    from counts
    union all
    select
        6 as stage_order,
        'call_back' as stage,
        call_back_count as ticket_count,
        call_back_recorded_count as recorded_count
    from counts
    union all
    select
        7 as stage_order,
        'satisfied' as stage,
        satisfied_count as ticket_count,
        satisfied_recorded_count as recorded_count
    from counts
),

-- A stage that has a clock, though no ticket was chosen: its counts are 0, not unknown.
step_names as (
    select unnest(['claim', 'contact', 'report', 'close']) as step
)

select
    g.stage,
    g.ticket_count,
    g.recorded_count,
    share(g.ticket_count, first_value(g.ticket_count) over (order by g.stage_order)) as first_share,
    share(g.ticket_count, lag(g.ticket_count) over (order by g.stage_order)) as previous_share,
    if(n.step is null, null, coalesce(s.on_time_count, 0)) as on_time_count,
    if(n.step is null, null, coalesce(s.late_count, 0)) as late_count,
    if(n.step is null, null, coalesce(s.waiting_count, 0)) as waiting_count,
    if(n.step is null, null, coalesce(s.overdue_count, 0)) as overdue_count,
    if(n.step is null, null, coalesce(s.unrecorded_count, 0)) as unrecorded_count,
    if(n.step is null, null, coalesce(s.not_applicable_count, 0)) as not_applicable_count,
    if(n.step is null, null, coalesce(s.fault_count, 0)) as fault_count,
    if(n.step is null, null, coalesce(s.counted_count, 0)) as counted_count,
    share(s.on_time_count, s.counted_count) as on_time_share
from stages as g
left join step_names as n on g.stage = n.step
left join step_counts() as s on g.stage = s.step
order by g.stage_order
