-- Every request with the data date of its area.
-- One row per request that an upload covers, also of one made after that date.
create or replace macro reported_requests() as table (
    select
        r.*,
        d.data_at
    from course_requests as r
    cross join area_data_date(r.area_code, 'course_requests') as d
);
