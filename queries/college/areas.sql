-- How the areas one level below the chosen one fare; with none chosen, below the smallest that holds all there is.
-- One row per area with sessions or requests; what is recorded at the chosen area itself is a row of its own. Open
-- requests are as at the moment, whenever they were made.
with
level as (
    select digits
    from college_area()
),

sessions as (
    select
        area_at(s.area_code, l.digits) as area_code,
        count(*) as session_count,
        total(s.attended_count) as visit_count,
        seat_total(s.seat_state, s.capacity) as seat_count,
        seated_total(s.seat_state, s.attended_count) as seated_count
    from held_sessions() as s
    cross join level as l
    group by area_at(s.area_code, l.digits)
),

requests as (
    select
        area_at(r.area_code, l.digits) as area_code,
        count(*) filter (where in_asked_period(r.requested_on)) as request_count,
        count(*) filter (where r.is_due and in_asked_period(r.due_on)) as due_count,
        count(*) filter (where r.is_due and in_asked_period(r.due_on) and r.is_in_time) as in_time_count,
        count(*) filter (where r.is_waiting) as waiting_count,
        count(*) filter (where r.is_overdue) as overdue_count
    from asked_requests() as r
    cross join level as l
    group by area_at(r.area_code, l.digits)
),

codes as (
    select area_code
    from sessions
    union
    select area_code
    from requests
)

select
    o.area_code,
    named_area(a.area_name, o.area_code) as area_name,
    coalesce(s.session_count, 0) as session_count,
    coalesce(s.visit_count, 0) as visit_count,
    coalesce(s.seat_count, 0) as seat_count,
    coalesce(s.seated_count, 0) as seated_count,
    share(s.seated_count, s.seat_count) as fill_share,
    coalesce(r.request_count, 0) as request_count,
    coalesce(r.due_count, 0) as due_count,
    coalesce(r.in_time_count, 0) as in_time_count,
    share(r.in_time_count, r.due_count) as in_time_share,
    coalesce(r.waiting_count, 0) as waiting_count,
    coalesce(r.overdue_count, 0) as overdue_count
from codes as o
left join sessions as s on o.area_code = s.area_code
left join requests as r on o.area_code = r.area_code
left join areas as a on o.area_code = a.area_code
order by o.area_code
