-- The redemptions that filters choose but no figure counts: made after the data date of their merchant's area.
-- One row per redemption.
create or replace macro future_redemptions(asked_kind) as table (
    select * exclude (is_future)
    from redemption_clock()
    where
        is_future
        and in_asked_area(area_code)
        and in_asked_period(redeemed_at)
        and fits(kind, asked_kind)
);
