-- Every lecturer at the moment of the register, with the sessions held in the year up to it.
-- One row per lecturer who had been hired by then; held exactly a year ago is within the year.
create or replace macro lecturer_clock() as table (
    with
    moments as (
        select
            l.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from lecturers as l
        cross join area_data_date(l.area_code, 'lecturers') as d
        where l.hired_on is null or l.hired_on <= least(getvariable('as_of'), d.data_at)
    ),

    taught as (
        select
            m.lecturer_id,
            max(s.held_at) as last_taught_at,
            count(*) filter (where s.held_at >= m.moment - interval 1 year) as year_session_count
        from moments as m
        inner join session_clock() as s on m.lecturer_id = s.lecturer_id
        where s.session_state = 'held' and s.held_at <= m.moment
        group by m.lecturer_id
    )

    select
        m.*,
        t.last_taught_at,
        coalesce(t.year_session_count, 0) as year_session_count,
        coalesce(t.year_session_count, 0) > 0 as is_teaching
    from moments as m
    left join taught as t on m.lecturer_id = t.lecturer_id
);
