-- The figures of a page's head: how many tickets, how far they are, and what needs attention now.
-- One row per question, also where no ticket was chosen.
with
-- Tickets of which the same is known are counted together first.
kinds as (
    select
        outcome,
        close_at is not null as is_finished,
        call_back_at is not null as is_called_back,
        satisfaction,
        claim_state,
        contact_state,
        report_state,
        close_state,
        is_overdue,
        is_over,
        next_limit_at <= moment + to_hours(2) as is_near_2,
        next_limit_at <= moment + to_hours(8) as is_near_8,
        next_limit_at <= moment + to_hours(24) as is_near_24,
        count(*) as kind_count
    from chosen_tickets()
    group by all
),

counts as (
    select
        total(kind_count) as ticket_count,
        total(if(is_accepted(outcome), kind_count, 0)) as accepted_count,
        total(if(is_accepted(outcome) and is_finished, kind_count, 0)) as closed_count,
        total(if(is_finished, kind_count, 0)) as finished_count,
        total(if(is_finished and is_called_back, kind_count, 0)) as called_back_count,
        total(if(is_answered(satisfaction), kind_count, 0)) as answered_count,
        total(if(is_satisfied(satisfaction), kind_count, 0)) as satisfied_count,
        total(if(satisfaction = '未接通', kind_count, 0)) as reached_not_count,
        total(if(is_overdue, kind_count, 0)) as overdue_ticket_count,
        total(if(claim_state = 'overdue', kind_count, 0))
        + total(if(contact_state = 'overdue', kind_count, 0))
        + total(if(report_state = 'overdue', kind_count, 0))
        + total(if(close_state = 'overdue', kind_count, 0)) as overdue_step_count,
        total(if(is_near_2, kind_count, 0)) as near_2_count,
        total(if(is_near_8, kind_count, 0)) as near_8_count,
        total(if(is_near_24, kind_count, 0)) as near_24_count,
        total(if(not is_over, kind_count, 0)) as open_count,
        total(
            if('fault' in (claim_state, contact_state, report_state, close_state), kind_count, 0)
        ) as fault_ticket_count
    from kinds
),

oldest as (
    select
        max(hours_between(overdue_since_at, moment)) as oldest_overdue_hours,
        arg_min(
            ticket_id, struct_pack(hours := -hours_between(overdue_since_at, moment), ticket_id := ticket_id)
        ) as oldest_overdue_ticket_id
    from chosen_tickets()
    where is_overdue
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
    o.oldest_overdue_hours,
    o.oldest_overdue_ticket_id,
    c.fault_ticket_count,
    f.future_count
from counts as c
cross join oldest as o
cross join futures as f
