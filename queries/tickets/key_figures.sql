-- The figures of a page's head: how many tickets, how far they are, and what needs attention now.
-- One row per question, also where no ticket was chosen.
with
chosen as (
    select
        *,
        is_accepted(outcome) as was_accepted,
        is_accepted(outcome) and close_at is not null as was_closed
    from chosen_tickets()
),

counts as (
    select
        count(*) as ticket_count,
        count(*) filter (where was_accepted) as accepted_count,
        count(*) filter (where was_closed) as closed_count,
        count(close_at) as finished_count,
        count(*) filter (where close_at is not null and call_back_at is not null) as called_back_count,
        count(*) filter (where is_answered(satisfaction)) as answered_count,
        count(*) filter (where is_satisfied(satisfaction)) as satisfied_count,
        count(*) filter (where satisfaction = '未接通') as reached_not_count,
        count(*) filter (where is_overdue) as overdue_ticket_count,
        count(*) filter (where claim_state = 'overdue')
        + count(*) filter (where contact_state = 'overdue')
        + count(*) filter (where report_state = 'overdue')
        + count(*) filter (where close_state = 'overdue') as overdue_step_count,
        count(*) filter (where next_limit_at <= moment + to_hours(2)) as near_2_count,
        count(*) filter (where next_limit_at <= moment + to_hours(8)) as near_8_count,
        count(*) filter (where next_limit_at <= moment + to_hours(24)) as near_24_count,
        count(*) filter (where not is_over) as open_count,
        max(hours_between(overdue_since_at, moment)) as oldest_overdue_hours,
        arg_min(
            ticket_id, struct_pack(hours := -hours_between(overdue_since_at, moment), ticket_id := ticket_id)
        ) filter (where is_overdue) as oldest_overdue_ticket_id,
        count(*) filter (
            where 'fault' in (claim_state, contact_state, report_state, close_state)
        ) as fault_ticket_count
    from chosen
),

-- Nobody can have dispatched a ticket after the day that the file tells of.
futures as (
    select count(*) as future_count
    from future_tickets()
)

select
    c.ticket_count,
    c.accepted_count,
    c.closed_count,
    share(c.closed_count, c.accepted_count) as closed_share,
    c.finished_count,
    c.called_back_count,
    share(c.called_back_count, c.finished_count) as called_back_share,
    c.answered_count,
    c.satisfied_count,
    share(c.satisfied_count, c.answered_count) as satisfied_share,
    wilson_low(c.satisfied_count, c.answered_count) as satisfied_low,
    wilson_high(c.satisfied_count, c.answered_count) as satisfied_high,
    c.reached_not_count,
    share(c.satisfied_count, c.answered_count + c.reached_not_count) as cautious_share,
    c.overdue_ticket_count,
    c.overdue_step_count,
    c.near_2_count,
    c.near_8_count,
    c.near_24_count,
    c.open_count,
    c.oldest_overdue_hours,
    c.oldest_overdue_ticket_id,
    c.fault_ticket_count,
    f.future_count
from counts as c
cross join futures as f
