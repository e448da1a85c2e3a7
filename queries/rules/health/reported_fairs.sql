-- Every fair with the data date of its area.
-- One row per fair that an upload covers, also of one held after that date.
create or replace macro reported_fairs() as table (
    select
        f.*,
        d.data_at
    from health_fairs as f
    cross join area_data_date(f.area_code, 'health_fairs') as d
);
