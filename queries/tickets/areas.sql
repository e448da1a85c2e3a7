-- How the areas one level below the chosen one fare; with none chosen, below the smallest that holds all tickets.
-- One row per area with tickets; those recorded at the chosen area itself are a row of its own.
-- ticket_rates reads judged by its name.
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

judged as (  -- noqa: ST03
    select
        t.*,
        area_at(t.area_code, l.digits) as grouped_by
    from judged_tickets() as t
    cross join level as l
)

select
    r.grouped_by as area_code,
    named_area(a.area_name, r.grouped_by) as area_name,
    r.* exclude (grouped_by)
from ticket_rates('judged') as r
left join areas as a on r.grouped_by = a.area_code
order by r.grouped_by
