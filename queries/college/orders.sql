-- How the kinds of courses fare: seats, who booked, who came, what they thought of it.
-- One row per order kind with a session that was held, the most visited first. free_count: seats of known sessions that
-- nobody had booked; missed_count: those that were booked, and nobody came. learner_count counts each person once;
-- null: one to four.
with
counts as (
    select
        order_kind,
        count(distinct course_id) as course_count,
        count(*) as session_count,
        total(attended_count) as visit_count,
        total(booked_count) as booked_count,
        total(absent_count) as absent_count,
        total(unrecorded_count) as unrecorded_count,
        seat_total(seat_state, capacity) as seat_count,
        seated_total(seat_state, attended_count) as seated_count,
        total(if(seat_state = 'known', booked_count, 0)) as seat_booked_count,
        total(rating_count) as rating_count,
        total(rating_total) as rating_total
    from held_sessions()
    group by order_kind
),

learners as (
    select
        order_kind,
        count(distinct learner_id) as learner_count
    from held_bookings()
    where status = '已参加'
    group by order_kind
)

select
    c.order_kind,
    c.course_count,
    c.session_count,
    c.visit_count,
    guarded_count(coalesce(l.learner_count, 0)) as learner_count,
    c.booked_count,
    c.absent_count,
    c.unrecorded_count,
    share(c.absent_count, c.visit_count + c.absent_count) as absent_share,
    c.seat_count,
    c.seated_count,
    c.seat_booked_count - c.seated_count as missed_count,
    c.seat_count - c.seat_booked_count as free_count,
    share(c.seated_count, c.seat_count) as fill_share,
    c.rating_count,
    mean_rating(c.rating_total, c.rating_count) as rating_mean
from counts as c
left join learners as l on c.order_kind is not distinct from l.order_kind
order by c.visit_count desc, c.order_kind asc
