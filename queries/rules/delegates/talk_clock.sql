-- Every 民情恳谈日 held by its moment: the viewer's, but never later than the data date of its area.
-- One row per talk.
create or replace macro talk_clock() as table (
    with
    area_dates as (
        select
            a.area_code,
            max(c.as_of) as data_at
        from (select distinct area_code from talk_days) as a
        inner join coverage as c on a.area_code >= c.area_from and a.area_code < c.area_to
        where c.dataset = 'talk_days' and not c.is_undone
        group by a.area_code
    )

    select
        t.*,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment
    from talk_days as t
    inner join area_dates as d on t.area_code = d.area_code
    where t.held_on <= getvariable('as_of') and t.held_on <= d.data_at
);
