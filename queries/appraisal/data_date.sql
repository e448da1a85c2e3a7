-- Which uploads the values of the shown sheets come from, and up to when those are complete.
-- One row per question, also where no unit was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select
        v.upload_id,
        d.data_at,
        make_date(v.year, 1, 1) as first_on,
        term_end(v.year, v.period) as last_on,
        true as is_counted,
        false as is_future
    from sheet_values() as v
    left join lateral area_data_date(v.area_code, 'appraisal_values') as d on true
    where v.indicator_name is not null
)

select * from data_line('used_rows')
