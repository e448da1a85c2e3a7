-- The groups in which the filters choose a unit: whole, since a rank over a part of a group would be wrong.
-- One row per unit of a year; is_chosen marks those in the asked area, or the asked unit.
create or replace macro chosen_groups(asked_group, asked_unit) as table (
    with
    marked as (
        select
            *,
            in_asked_area(area_code)
            and fits(unit_id, asked_unit) as is_chosen
        from grouped_units()
        where asked_group is null or unit_group = asked_group
    ),

    groups_with_chosen as (
        select
            *,
            bool_or(is_chosen) over (partition by scheme_area, year, unit_group) as has_chosen
        from marked
    )

    select * exclude (has_chosen)
    from groups_with_chosen
    where has_chosen
);
