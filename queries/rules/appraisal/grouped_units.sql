-- The units under appraisal, each in the group of the nearest area whose indicators it answers to.
-- One row per unit of a year; a unit below no indicators that the reader may see is in no group.
create or replace macro grouped_units() as table (
    with
    schemes as (
        select distinct
            area_code as scheme_area,
            year,
            unit_group,
            left(area_code, area_digits(area_code)) as area_prefix
        from appraisal_indicators
    )

    select
        arg_max(s.scheme_area, len(s.area_prefix)) as scheme_area,
        u.year,
        u.unit_group,
        u.unit_id,
        u.unit_name,
        u.area_code,
        u.leader_post
    from appraisal_units as u
    inner join schemes as s
        on u.year = s.year and u.unit_group = s.unit_group and starts_with(u.area_code, s.area_prefix)
    group by u.year, u.unit_group, u.unit_id, u.unit_name, u.area_code, u.leader_post
);
