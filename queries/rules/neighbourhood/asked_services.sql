-- The services of the projects of the asked area and kind, also those that lie after the data date.
-- One row per service, with what is needed of its project.
create or replace macro asked_services() as table (
    select *
    from service_clock()
    where in_asked_area(area_code) and fits(project_kind, getvariable('project_kind'))
);
