-- How many tickets of each class were dispatched in each month, and how they fared.
-- One row per month and class, months and classes without a ticket included.
with
-- Tickets of which the same is known are counted together first.
kinds as (
    select
        cast(date_trunc('month', dispatched_at) as date) as month,
        ticket_class,
        outcome,
        close_at is not null as is_finished,
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
        ticket_class,
        total(kind_count) as ticket_count,
        total(if(is_accepted(outcome) and is_finished, kind_count, 0)) as closed_count,
        total(if(is_overdue, kind_count, 0)) as overdue_count,
        total(if(report_state = 'on_time', kind_count, 0)) as report_on_time_count,
        total(if(is_counted(report_state), kind_count, 0)) as report_counted_count,
        min(oldest_at) as oldest_at
    from kinds
    group by month, ticket_class
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
),

classes as (
    select distinct ticket_class
    from counts
)

select
    m.month,
    k.ticket_class,
    coalesce(c.ticket_count, 0) as ticket_count,
    coalesce(c.closed_count, 0) as closed_count,
    coalesce(c.overdue_count, 0) as overdue_count,
    coalesce(c.report_on_time_count, 0) as report_on_time_count,
    coalesce(c.report_counted_count, 0) as report_counted_count,
    m.is_complete
from months as m
cross join classes as k
left join counts as c on m.month = c.month and k.ticket_class = c.ticket_class
order by m.month, k.ticket_class
