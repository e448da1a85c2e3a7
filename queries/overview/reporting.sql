-- What the calendar asks for: the first period that no upload covers whole, by when it is due, and where it stands.
-- One row per area and dataset of the calendar, the longest late first. A day is covered where the data date of an
-- upload of the area, or of one that holds it, reaches it; what was never reported begins with the last whole period.
with
reached as (
    select
        c.dataset,
        c.area_code,
        c.frequency,
        c.due_day,
        cast($open_at as date) as today,
        cast(max(v.as_of) as date) as reported_on,
        arg_max(v.upload_id, (v.as_of, v.upload_id)) as upload_id
    from reporting_calendar as c
    left join coverage as v
        on c.dataset = v.dataset and c.area_code >= v.area_from and c.area_code < v.area_to and not v.is_undone
    where in_asked_area(c.area_code)
    group by c.dataset, c.area_code, c.frequency, c.due_day
),

next_days as (
    select
        *,
        coalesce(
            reported_on + 1,
            report_start(frequency, cast(report_start(frequency, today) - interval 1 day as date))
        ) as next_on
    from reached
),

periods as (
    select
        *,
        report_start(frequency, next_on) as period_from,
        report_end(frequency, next_on) as period_to,
        report_end(frequency, next_on) + cast(due_day as integer) as due_on
    from next_days
)

select
    p.dataset,
    p.area_code,
    named_area(a.area_name, p.area_code) as area_name,
    p.frequency,
    p.due_day,
    p.reported_on,
    p.period_from,
    p.period_to,
    p.due_on,
    report_state(p.period_to, p.due_on, p.today) as state,
    if(p.due_on < p.today and p.period_to < p.today, p.today - p.due_on, 0) as days_late,
    if(p.period_to < p.today, report_count(p.frequency, p.period_from, p.today), 0) as period_count,
    if(report_state(p.period_to, p.due_on, p.today) = 'reported', 'missed', 'met') as part,
    p.upload_id
from periods as p
left join areas as a on p.area_code = a.area_code
order by days_late desc, state = 'reported' asc, p.due_on asc, p.area_code asc, p.dataset asc
