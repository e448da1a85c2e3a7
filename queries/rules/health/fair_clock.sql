-- Every fair that counts, at its moment: the viewer's, but never later than the data date of its area.
-- One row per fair held by its moment. Whom it refers is to be followed up within thirty days; due_on is the last.
create or replace macro fair_clock() as table (
    with
    moments as (
        select
            *,
            least(getvariable('as_of'), data_at) as moment
        from reported_fairs()
    )

    select
        *,
        longitude is not null and latitude is not null as is_placed,
        follow_up(referral_count, followed_up_count) as follow_up,
        held_on + 30 as due_on,
        held_on + 30 < cast(moment as date) as is_due
    from moments
    where held_on <= moment
);
