-- How many came to the venues in each month, in how many open hours, and how many venues reported it.
-- One row per month for which any venue reported; a month without a report is missing, not zero.
with
counts as (
    select
        month,
        count(*) as venue_count,
        total(visit_count) as visit_count,
        sum(open_hours) as open_hours,
        min(moment) as oldest_at
    from chosen_visits()
    group by month
)

select
    month,
    venue_count,
    visit_count,
    open_hours,
    is_whole_month(cast(month as timestamp), oldest_at, getvariable('since'), getvariable('until')) as is_complete
from counts
order by month
