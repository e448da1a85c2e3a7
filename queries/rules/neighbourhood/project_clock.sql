-- Every project at its moment: the viewer's, but never later than the data date of its area.
-- One row per project that had begun by then.
create or replace macro project_clock() as table (
    select
        p.*,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment,
        p.ended_on is null or p.ended_on > least(getvariable('as_of'), d.data_at) as is_running
    from projects as p
    cross join area_data_date(p.area_code, 'projects') as d
    where p.started_on <= least(getvariable('as_of'), d.data_at)
);
