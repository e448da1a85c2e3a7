-- Every registration of a worker with a company at its moment: whether it holds, and whether it was verified by then.
-- One row per registration known by its moment; a person may have several, so people are counted by worker_id.
create or replace macro worker_clock() as table (
    with
    moments as (
        select
            w.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from workers as w
        cross join area_data_date(w.area_code, 'workers') as d
    )

    select
        *,
        is_enrolled(enrolled_on, left_on, status, moment) as holds,
        coalesce(verified_on <= moment, false) as is_verified
    from moments
    where enrolled_on <= moment
);
