-- The people who are enrolled in an area at its moment, however many companies they work for.
-- One row per person; verified once any registration that holds is.
create or replace macro enrolled_people() as table (
    select
        worker_id,
        count(*) as registration_count,
        bool_or(is_verified) as is_verified
    from worker_clock()
    where holds and in_asked_area(area_code)
    group by worker_id
);
