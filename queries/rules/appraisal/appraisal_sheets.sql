-- The score sheets of the chosen groups for every year and term on record, as far as SQL goes.
-- One row per unit, term and indicator of its group; asked_weights: a JSON object of what-if weights, or null.
create or replace macro appraisal_sheets(asked_group, asked_unit, asked_weights) as table (
    select
        c.scheme_area,
        c.year,
        c.term,
        c.unit_group,
        c.unit_id,
        c.unit_name,
        c.area_code,
        c.area_name,
        c.leader_post,
        g.is_chosen,
        c.indicator_id,
        c.indicator_name,
        c.dimension,
        permitted_weight(
            cast(cast(asked_weights as json) as map (varchar, double))[c.indicator_id], c.official_weight
        ) as weight,
        c.official_weight,
        c.direction,
        c.method,
        c.floor,
        c.cap,
        c.is_key_task,
        c.value,
        c.target,
        c.is_applicable,
        c.data_source,
        c.source_sheet,
        c.source_row,
        c.upload_id
    from chosen_groups(asked_group, asked_unit) as g
    inner join sheet_cells() as c
        on
            g.scheme_area = c.scheme_area
            and g.year = c.year
            and g.unit_group = c.unit_group
            and g.unit_id = c.unit_id
);
