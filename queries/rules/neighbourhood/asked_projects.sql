-- The projects of the asked area and kind that had begun by the moment, and whether they still run then.
-- One row per project; on ended_on it runs no more.
create or replace macro asked_projects() as table (
    select *
    from project_clock()
    where in_asked_area(area_code) and fits(project_kind, getvariable('project_kind'))
);
