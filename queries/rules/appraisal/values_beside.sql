-- The values of the asked year and term, or the latest, beside those of the same unit and indicator a term before.
-- One row per value that both terms have.
create or replace macro values_beside() as table (
    select
        v.*,
        v.period as term,
        e.value as earlier_value,
        v.value = e.value as is_equal
    from sheet_values() as v
    inner join appraisal_values as e
        on
            v.earlier_year = e.year
            and v.earlier_term = e.period
            and v.unit_id = e.unit_id
            and v.indicator_id = e.indicator_id
    where
        v.value is not null
        and e.value is not null
        and not coalesce(v.is_not_applicable, false)
        and not coalesce(e.is_not_applicable, false)
);
