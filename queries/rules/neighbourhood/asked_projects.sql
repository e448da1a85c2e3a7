-- The projects of the asked area and kind that had begun by the moment, and whether they still run then.
-- One row per project; on ended_on it runs no more.
create or replace macro asked_projects() as table (
    select
        p.*,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment,
        p.ended_on is null or p.ended_on > least(getvariable('as_of'), d.data_at) as is_running
    from projects as p
    cross join area_data_date(p.area_code, 'projects') as d
    where
        in_asked_area(p.area_code)
        and fits(p.project_kind, getvariable('project_kind'))
        and p.started_on <= least(getvariable('as_of'), d.data_at)
);
