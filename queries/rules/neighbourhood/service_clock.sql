-- Every service with its project, at its moment: the viewer's, but no later than the data date of its project's area.
-- One row per service that the viewer's moment lies after; one held after its own moment is a future one.
create or replace macro service_clock() as table (
    select
        s.*,
        p.project_name,
        p.project_kind,
        p.mode,
        p.trade,
        p.area_code,
        d.data_at,
        least(getvariable('as_of'), d.data_at) as moment
    from project_services as s
    inner join projects as p on s.project_id = p.project_id
    cross join area_data_date(p.area_code, 'project_services') as d
    where s.held_on <= getvariable('as_of')
);
