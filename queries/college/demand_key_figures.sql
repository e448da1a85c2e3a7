-- The figures of a page's head: what was asked for, what was met in time, and what still waits.
-- One row per question, also where nothing was asked for. What waits is as at the moment, whenever it was asked for;
-- of the requests whose last day in time fell into the period it is told how many were met by it.
with
asked as (
    select
        count(*) as request_count,
        total(people_count) as people_count,
        count(*) filter (where people_count is null) as no_people_count,
        count(*) filter (where request_state = 'met') as met_count,
        count(*) filter (where request_state = 'undated') as undated_count,
        count(*) filter (where request_state = 'fault') as fault_count,
        count(*) filter (where request_state = 'met' and solved) as solved_count,
        count(*) filter (where request_state = 'met' and solved is not null) as answered_count
    from chosen_requests()
),

dues as (
    select
        count(*) as due_count,
        count(*) filter (where is_in_time) as in_time_count,
        count(*) filter (where request_state = 'met' and not is_in_time) as late_count,
        count(*) filter (where is_waiting) as unmet_count
    from due_requests()
),

stock as (
    select
        count(*) filter (where is_waiting) as waiting_count,
        count(*) filter (where request_state = 'planned') as planned_count,
        count(*) filter (where is_overdue) as overdue_count,
        count(*) filter (where is_overdue and request_state = 'planned') as overdue_planned_count,
        max(wait_days) filter (where is_overdue) as longest_wait_days
    from asked_requests()
),

futures as (
    select count(*) as future_count
    from future_requests()
)

select
    a.request_count,
    a.people_count,
    a.no_people_count,
    a.met_count,
    a.undated_count,
    a.fault_count,
    a.solved_count,
    a.answered_count,
    share(a.solved_count, a.answered_count) as solved_share,
    d.due_count,
    d.in_time_count,
    share(d.in_time_count, d.due_count) as in_time_share,
    d.late_count,
    d.unmet_count,
    s.waiting_count,
    s.planned_count,
    s.overdue_count,
    s.overdue_planned_count,
    s.longest_wait_days,
    f.future_count
from asked as a
cross join dues as d
cross join stock as s
cross join futures as f
