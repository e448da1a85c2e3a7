-- How many of the tickets closed in the period had to be opened again, how often, and what of it is not known.
-- One row per question, also where no ticket was closed. What is open again, and what has no time of a closing, are
-- all such tickets at the moment, whatever the period.
with
closings as (
    select
        count(*) as closed_once_count,
        count(*) filter (where reopened_count is null) as unknown_reopened_count,
        count(*) filter (where reopened_count >= 1) as reopened_ticket_count,
        count(*) filter (where reopened_count >= 2) as reopened_twice_count,
        known_total(reopened_count) as reopening_count
    from closed_tickets()
),

stock as (
    select
        count(*) filter (where is_open_again) as open_again_count,
        count(*) filter (where is_open_again and closed_at <= moment) as kept_closing_count,
        count(*) filter (where is_reopened and is_over and judged_close_at is null) as unjudged_count,
        count(*) filter (where is_reopened and first_close_at is null) as unplaced_count
    from asked_tickets()
)

select
    c.closed_once_count,
    c.unknown_reopened_count,
    c.reopened_ticket_count,
    share(c.reopened_ticket_count, c.closed_once_count - c.unknown_reopened_count) as reopened_share,
    c.reopened_twice_count,
    c.reopening_count,
    s.open_again_count,
    s.kept_closing_count,
    s.unjudged_count,
    s.unplaced_count
from closings as c
cross join stock as s
