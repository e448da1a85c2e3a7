-- The redemptions that the filters of a page choose.
-- One row per redemption.
create or replace macro chosen_redemptions(asked_kind) as table (
    select * exclude (is_future)
    from redemption_clock()
    where
        not is_future
        and in_asked_area(area_code)
        and in_asked_period(redeemed_at)
        and fits(kind, asked_kind)
);
