-- Every delegate with the data date of their area's register.
-- One row per delegate whom an upload covers.
create or replace macro reported_delegates() as table (
    select
        d.*,
        r.data_at
    from delegates as d
    cross join area_data_date(d.area_code, 'delegates') as r
);
