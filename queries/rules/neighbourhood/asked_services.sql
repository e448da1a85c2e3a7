-- The services of the projects of the asked area and kind, also those that lie after the data date.
-- One row per service, with what is needed of its project.
create or replace macro asked_services() as table (
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
    where
        in_asked_area(p.area_code)
        and fits(p.project_kind, getvariable('project_kind'))
        and s.held_on <= getvariable('as_of')
);
