-- The key figures of each month by date of dispatch.
-- One row per month, months without a ticket included.
with
-- Tickets of which the same is known are counted together first.
kinds as (
    select
        cast(date_trunc('month', dispatched_at) as date) as month,
        outcome,
        close_at is not null as is_finished,
        satisfaction,
        is_overdue,
        report_state,
        count(*) as kind_count,
        min(moment) as oldest_at
    from chosen_tickets()
    group by all
),

counts as (
    select
        month,
        total(kind_count) as ticket_count,
        total(if(is_accepted(outcome), kind_count, 0)) as accepted_count,
        total(if(is_accepted(outcome) and is_finished, kind_count, 0)) as closed_count,
        total(if(is_answered(satisfaction), kind_count, 0)) as answered_count,
        total(if(is_satisfied(satisfaction), kind_count, 0)) as satisfied_count,
        total(if(report_state = 'on_time', kind_count, 0)) as report_on_time_count,
        total(if(is_counted(report_state), kind_count, 0)) as report_counted_count,
        total(if(is_overdue, kind_count, 0)) as overdue_ticket_count,
        min(oldest_at) as oldest_at
    from kinds
    group by month
),

span as (
    select
        min(month) as first_month,
        max(month) as last_month,
        min(oldest_at) as oldest_at
    from counts
),

months as (
    select
        m.month,
        m.is_complete
    from span as s
    cross join months_between(cast(s.first_month as timestamp), cast(s.last_month as timestamp), s.oldest_at) as m
)

select
    m.month,
    coalesce(c.ticket_count, 0) as ticket_count,
    coalesce(c.accepted_count, 0) as accepted_count,
    coalesce(c.closed_count, 0) as closed_count,
    share(c.closed_count, c.accepted_count) as closed_share,
    coalesce(c.answered_count, 0) as answered_count,
    coalesce(c.satisfied_count, 0) as satisfied_count,
    share(c.satisfied_count, c.answered_count) as satisfied_share,
    coalesce(c.report_on_time_count, 0) as report_on_time_count,
    coalesce(c.report_counted_count, 0) as report_counted_count,
    share(c.report_on_time_count, c.report_counted_count) as report_on_time_share,
    coalesce(c.overdue_ticket_count, 0) as overdue_ticket_count,
    m.is_complete
from months as m
left join counts as c on m.month = c.month
order by m.month
