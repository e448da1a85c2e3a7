-- The year whose outcomes and rectifications a page shows: the asked one, or the latest on record.
-- One row.
create or replace macro outcome_year() as table (
    with
    years as (
        select
            year,
            area_code,
            unit_group,
            unit_id
        from known_outcomes()
        union all
        select
            year,
            area_code,
            unit_group,
            unit_id
        from known_rectifications()
    )

    select coalesce(getvariable('year'), max(year)) as year
    from years
    where
        in_asked_area(area_code)
        and fits(unit_group, getvariable('unit_group'))
        and fits(unit_id, getvariable('unit_id'))
);
