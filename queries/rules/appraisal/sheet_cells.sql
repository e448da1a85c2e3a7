-- The score sheets of all units for every year and term on record, with the weights of their schemes.
-- One row per unit, term and indicator of its group.
create or replace macro sheet_cells() as table (
    select
        g.scheme_area,
        g.year,
        t.term,
        g.unit_group,
        g.unit_id,
        g.unit_name,
        g.area_code,
        named_area(a.area_name, g.area_code) as area_name,
        g.leader_post,
        i.indicator_id,
        i.indicator_name,
        i.dimension,
        i.weight as official_weight,
        i.direction,
        i.method,
        i.floor,
        i.cap,
        i.is_key_task,
        v.value,
        coalesce(v.target, i.target) as target,
        not coalesce(v.is_not_applicable, false) as is_applicable,
        v.source as data_source,
        v.source_sheet,
        v.source_row,
        v.upload_id
    from grouped_units() as g
    inner join group_terms() as t
        on g.scheme_area = t.scheme_area and g.year = t.year and g.unit_group = t.unit_group
    inner join appraisal_indicators as i
        on g.scheme_area = i.area_code and g.year = i.year and g.unit_group = i.unit_group
    left join appraisal_values as v
        on
            g.year = v.year
            and t.term = v.period
            and g.unit_id = v.unit_id
            and i.indicator_id = v.indicator_id
    left join areas as a on g.area_code = a.area_code
);
