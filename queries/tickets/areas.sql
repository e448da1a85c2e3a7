-- How the areas one level below the chosen one fare; with none chosen, below the smallest that holds all tickets.
-- One row per area with tickets; those recorded at the chosen area itself are a row of its own.
with
bounds as (
    select
        min(area_code) as first_code,
        max(area_code) as last_code
    from tickets
),

level as (
    select child_digits(asked_digits(first_code, last_code)) as digits
    from bounds
),

counts as (
    select
        area_at(t.area_code, l.digits) as area_code,
        count(*) as ticket_count,
        count(*) filter (where is_accepted(t.outcome) and t.close_at is not null) as closed_count,
        count(*) filter (where is_accepted(t.outcome)) as accepted_count,
        count(*) filter (where t.is_overdue) as overdue_ticket_count,
        count(*) filter (where t.report_state = 'on_time') as on_time_count,
        count(*) filter (where is_counted(t.report_state)) as counted_count
    from chosen_tickets() as t
    cross join level as l
    group by area_at(t.area_code, l.digits)
)

select
    c.area_code,
    named_area(a.area_name, c.area_code) as area_name,
    c.ticket_count,
    c.closed_count,
    c.accepted_count,
    c.overdue_ticket_count,
    c.on_time_count,
    c.counted_count,
    share(c.on_time_count, c.counted_count) as on_time_share
from counts as c
left join areas as a on c.area_code = a.area_code
order by c.area_code
