-- The year whose outcomes and rectifications a page shows: the asked one, or the latest on record.
-- One row.
create or replace macro outcome_year(
    asked_as_of, asked_year, asked_area_from, asked_area_to, asked_group, asked_unit
) as table (
    with
    years as (
        select
            year,
            area_code,
            unit_group,
            unit_id
        from known_outcomes(asked_as_of)
        union all
        select
            year,
            area_code,
            unit_group,
            unit_id
        from known_rectifications(asked_as_of)
    )

    select coalesce(asked_year, max(year)) as year
    from years
    where
        area_code >= asked_area_from and area_code < asked_area_to
        and (asked_group is null or unit_group = asked_group)
        and (asked_unit is null or unit_id = asked_unit)
);
