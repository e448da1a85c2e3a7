-- The people who are enrolled in an area at its moment, however many companies they work for.
-- One row per person; verified once any registration that holds is.
create or replace macro enrolled_people(asked_as_of, asked_area_from, asked_area_to) as table (
    select
        worker_id,
        count(*) as registration_count,
        bool_or(is_verified) as is_verified
    from worker_clock(asked_as_of)
    where holds and area_code >= asked_area_from and area_code < asked_area_to
    group by worker_id
);
