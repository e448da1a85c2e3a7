-- Every 民情恳谈日 held by its moment: the viewer's, but never later than the data date of its area.
-- One row per talk.
create or replace macro talk_clock() as table (
    select
        t.*,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment
    from talk_days as t
    cross join area_data_date(t.area_code, 'talk_days') as d
    where t.held_on <= getvariable('as_of') and t.held_on <= d.data_at
);
