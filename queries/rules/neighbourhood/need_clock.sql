-- Every need at its moment: the viewer's, but never later than the data date of its area.
-- One row per need that had been raised by then.
create or replace macro need_clock() as table (
    select
        n.*,
        d.data_at,
        n.project_id is not null as is_met
    from neighbourhood_needs as n
    cross join area_data_date(n.area_code, 'neighbourhood_needs') as d
    where n.raised_on <= least(getvariable('as_of'), d.data_at)
);
