-- Up to when the reports of fairs are complete, for each code at which fairs are recorded.
-- One row per code that a report covers.
create or replace macro fair_dates() as table (
    select
        a.area_code,
        max(r.as_of) as data_at
    from (select distinct area_code from health_fairs) as a
    inner join fair_reports() as r on a.area_code >= r.area_from and a.area_code < r.area_to
    group by a.area_code
);
