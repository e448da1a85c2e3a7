-- The areas for which fairs were reported, each up to its data date; an upload undone reports nothing.
-- One row per upload and area.
create or replace macro fair_reports() as table (
    select
        area_from,
        area_to,
        as_of
    from coverage
    where not is_undone and dataset = 'health_fairs'
);
