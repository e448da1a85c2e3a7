-- Every session at its moment, the viewer's but never later than the data date of its area, with its course and with
-- what its bookings say: who booked (cancelled ones left out), came, or did not.
-- One row per session that an upload covers. A session is told of as far as both files reach, its own and that of the
-- bookings; who came is known of a held one alone.
create or replace macro session_clock() as table (
    with
    area_dates as (
        select
            a.area_code,
            -- least() passes over the file that is not there
            least(
                max(c.as_of) filter (where c.dataset = 'class_sessions'),
                max(c.as_of) filter (where c.dataset = 'bookings')
            ) as data_at
        from (select distinct area_code from class_sessions) as a
        inner join coverage as c on a.area_code >= c.area_from and a.area_code < c.area_to
        where not c.is_undone and c.dataset in ('class_sessions', 'bookings')
        group by a.area_code
    ),

    moments as (
        select
            s.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from class_sessions as s
        inner join area_dates as d on s.area_code = d.area_code
    ),

    states as (
        select
            *,
            session_state(status, held_at, moment, data_at) as session_state
        from moments
    ),

    counts as (
        select
            b.session_id,
            count(*) filter (where b.status <> '已取消') as booked_count,
            count(*) filter (where b.status = '已参加') as attended_count,
            count(*) filter (where b.status = '未到') as absent_count,
            count(b.rating) filter (where b.status = '已参加') as rating_count,
            cast(sum(b.rating) filter (where b.status = '已参加') as bigint) as rating_total,
            count(b.rating) filter (where b.status <> '已参加') as odd_rating_count
        from bookings as b
        inner join states as s on b.session_id = s.session_id
        where b.booked_at is null or b.booked_at <= s.moment
        group by b.session_id
    ),

    known as (
        select
            s.*,
            c.title,
            c.field,
            c.order_kind,
            coalesce(n.booked_count, 0) as booked_count,
            if(s.session_state = 'held', coalesce(n.attended_count, 0), 0) as attended_count,
            if(s.session_state = 'held', coalesce(n.absent_count, 0), 0) as absent_count,
            if(s.session_state = 'held', coalesce(n.rating_count, 0), 0) as rating_count,
            if(s.session_state = 'held', coalesce(n.rating_total, 0), 0) as rating_total,
            if(s.session_state = 'held', coalesce(n.odd_rating_count, 0), 0) as odd_rating_count
        from states as s
        left join courses as c on s.course_id = c.course_id
        left join counts as n on s.session_id = n.session_id
    )

    select
        *,
        longitude is not null and latitude is not null as is_placed,
        if(session_state = 'held', booked_count - attended_count - absent_count, 0) as unrecorded_count,
        seat_state(session_state, capacity, booked_count, attended_count + absent_count) as seat_state
    from known
);
