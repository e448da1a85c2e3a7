-- The figures of a page's head: what was taught, how full it was, who did not come, and who of the lecturers teaches.
-- One row per question, also where there is no session. Lecturers and plans that nobody confirmed are as at the
-- moment; the rest is of the asked period. learner_count counts each person once; null: one to four.
with
counts as (
    select
        count(*) filter (where session_state = 'held') as session_count,
        count(*) filter (where session_state = 'planned') as planned_count,
        count(*) filter (where session_state = 'unconfirmed') as unconfirmed_count,
        count(*) filter (where session_state = 'cancelled') as cancelled_count,
        count(*) filter (where session_state = 'future') as future_count,
        count(distinct course_id) filter (where session_state = 'held') as course_count,
        total(attended_count) as visit_count,
        total(if(session_state = 'held', booked_count, 0)) as booked_count,
        total(absent_count) as absent_count,
        total(unrecorded_count) as unrecorded_count,
        seat_total(seat_state, capacity) as seat_count,
        seated_total(seat_state, attended_count) as seated_count,
        count(*) filter (where seat_state = 'known') as known_seat_count,
        count(*) filter (where seat_state = 'no_capacity') as no_capacity_count,
        count(*) filter (where seat_state = 'unrecorded') as no_record_count,
        count(*) filter (where seat_state = 'fault') as fault_count,
        total(rating_count) as rating_count,
        total(rating_total) as rating_total,
        total(odd_rating_count) as odd_rating_count
    from chosen_sessions()
),

learners as (
    select count(distinct learner_id) as learner_count
    from held_bookings()
    where status = '已参加'
),

register as (
    select
        count(*) as lecturer_count,
        count(*) filter (where is_teaching) as teaching_count
    from chosen_lecturers()
)

select
    c.session_count,
    c.course_count,
    c.planned_count,
    c.unconfirmed_count,
    c.cancelled_count,
    c.future_count,
    c.visit_count,
    guarded_count(l.learner_count) as learner_count,
    c.booked_count,
    c.absent_count,
    c.unrecorded_count,
    c.visit_count + c.absent_count as recorded_count,
    share(c.absent_count, c.visit_count + c.absent_count) as absent_share,
    c.known_seat_count,
    c.seat_count,
    c.seated_count,
    share(c.seated_count, c.seat_count) as fill_share,
    c.no_capacity_count,
    c.no_record_count,
    c.fault_count,
    c.rating_count,
    mean_rating(c.rating_total, c.rating_count) as rating_mean,
    c.odd_rating_count,
    r.lecturer_count,
    r.teaching_count,
    share(r.teaching_count, r.lecturer_count) as teaching_share
from counts as c
cross join learners as l
cross join register as r
