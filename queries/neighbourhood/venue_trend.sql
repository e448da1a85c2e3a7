-- How many came to a venue in a hundred open hours of each month, for a control chart that begins anew with its
-- renovation.
-- One row per month whose hours are known; of the asked venue, else of the first.
with
asked as (
    select coalesce($venue_id, min(venue_id)) as venue_id
    from chosen_visits()
),

shown as (
    select v.*
    from chosen_visits() as v
    inner join asked as a on v.venue_id = a.venue_id
    where v.has_hours
)

select
    venue_id,
    month,
    visit_count,
    open_hours,
    cast(round(share(100 * visit_count, open_hours)) as bigint) as value,
    coalesce(phase, 'unrenovated') as phase,
    is_whole_month(cast(month as timestamp), moment, getvariable('since'), getvariable('until'))
    and coalesce(phase, 'unrenovated') <> 'renovating' as is_complete
from shown
order by month
