-- The needs of residents that were raised in the period by the moment, and whether a project meets them.
-- One row per need.
create or replace macro chosen_needs() as table (
    select
        n.*,
        d.data_at,
        n.project_id is not null as is_met
    from neighbourhood_needs as n
    cross join area_data_date(n.area_code, 'neighbourhood_needs') as d
    where
        in_asked_area(n.area_code)
        and in_asked_period(n.raised_on)
        and n.raised_on <= least(getvariable('as_of'), d.data_at)
);
