-- How many tickets reached each stage, and how many of those in time.
-- One row per stage.
with
chosen as (
    select *
    from ticket_clock($as_of)
    where
        area_code >= $area_from and area_code < $area_to
        and dispatched_at >= $since and dispatched_at < $until
        and ($ticket_class is null or ticket_class = $ticket_class)
        and ($category is null or category = $category)
),

counts as (
    select
        count(*) as dispatched_count,
        count(claim_at) as claim_count,
        count(contact_at) as contact_count,
        count(report_at) as report_count,
        count(close_at) as close_count,
        count(call_back_at) as call_back_count,
        count(*) filter (where call_back_at is not null and is_satisfied(satisfaction)) as satisfied_count,
        count(*) filter (where is_claim_recorded) as claim_recorded_count,
        count(*) filter (where is_contact_recorded) as contact_recorded_count,
        count(*) filter (where is_report_recorded) as report_recorded_count,
        count(*) filter (where is_close_recorded) as close_recorded_count,
        count(*) filter (where is_call_back_recorded) as call_back_recorded_count,
        count(*) filter (where is_satisfaction_recorded) as satisfied_recorded_count
    from chosen
),

states as (
    select 'claim' as stage, claim_state as state, count(*) as ticket_count from chosen group by claim_state
    union all
    select 'contact' as stage, contact_state as state, count(*) as ticket_count from chosen group by contact_state
    union all
    select 'report' as stage, report_state as state, count(*) as ticket_count from chosen group by report_state
    union all
    select 'close' as stage, close_state as state, count(*) as ticket_count from chosen group by close_state
),

stages as (
    select 1 as stage_order, 'dispatch' as stage, dispatched_count as ticket_count, dispatched_count as recorded_count
    from counts
    union all
    select 2, 'claim', claim_count, claim_recorded_count from counts
    union all
    select 3, 'contact', contact_count, contact_recorded_count from counts
    union all
    select 4, 'report', report_count, report_recorded_count from counts
    union all
    select 5, 'close', close_count, close_recorded_count from counts
    union all
    select 6, 'call_back', call_back_count, call_back_recorded_count from counts
    union all
    select 7, 'satisfied', satisfied_count, satisfied_recorded_count from counts
),

state_counts as (
    select
        stage,
        cast(sum(ticket_count) filter (where state = 'on_time') as bigint) as on_time_count,
        cast(sum(ticket_count) filter (where state = 'late') as bigint) as late_count,
        cast(sum(ticket_count) filter (where state = 'waiting') as bigint) as waiting_count,
        cast(sum(ticket_count) filter (where state = 'overdue') as bigint) as overdue_count,
        cast(sum(ticket_count) filter (where state = 'unrecorded') as bigint) as unrecorded_count,
        cast(sum(ticket_count) filter (where state = 'not_applicable') as bigint) as not_applicable_count,
        cast(sum(ticket_count) filter (where state = 'fault') as bigint) as fault_count
    from states
    group by stage
)

select
    s.stage,
    s.ticket_count,
    s.recorded_count,
    share(s.ticket_count, first_value(s.ticket_count) over (order by s.stage_order)) as first_share,
    share(s.ticket_count, lag(s.ticket_count) over (order by s.stage_order)) as previous_share,
    if(c.stage is null, null, coalesce(c.on_time_count, 0)) as on_time_count,
    if(c.stage is null, null, coalesce(c.late_count, 0)) as late_count,
    if(c.stage is null, null, coalesce(c.waiting_count, 0)) as waiting_count,
    if(c.stage is null, null, coalesce(c.overdue_count, 0)) as overdue_count,
    if(c.stage is null, null, coalesce(c.unrecorded_count, 0)) as unrecorded_count,
    if(c.stage is null, null, coalesce(c.not_applicable_count, 0)) as not_applicable_count,
    if(c.stage is null, null, coalesce(c.fault_count, 0)) as fault_count,
    share(
        coalesce(c.on_time_count, 0), coalesce(c.on_time_count, 0) + coalesce(c.late_count, 0) + coalesce(c.overdue_count, 0)
    ) as on_time_share
from stages as s
left join state_counts as c on s.stage = c.stage
order by s.stage_order
