-- The redemptions that filters choose, with whether their worker is enrolled in the chosen area: now, and was then.
-- One row per redemption. Who is enrolled elsewhere is not enrolled here, so that the figures of an area are the same
-- for whoever may see more and whoever may not.
create or replace macro redemption_uses(asked_kind) as table (
    with
    chosen as (
        select *
        from chosen_redemptions(asked_kind)
    ),

    enrolments as (
        select
            c.redemption_id,
            bool_or(w.holds) as is_enrolled_now,
            bool_or(is_enrolled(w.enrolled_on, w.left_on, w.status, c.redeemed_at)) as was_enrolled_then
        from chosen as c
        inner join worker_clock() as w on c.worker_id = w.worker_id
        where in_asked_area(w.area_code)
        group by c.redemption_id
    )

    select
        c.*,
        coalesce(e.is_enrolled_now, false) as is_enrolled_now,
        coalesce(e.was_enrolled_then, false) as was_enrolled_then
    from chosen as c
    left join enrolments as e on c.redemption_id = e.redemption_id
);
