-- The ends of the months from a first moment on that the data reach.
-- One row per month that is over, by its first day, with end_at, the first moment after it.
create or replace macro month_ends(asked_first, asked_oldest) as table (
    select
        m.month,
        m.month + interval 1 month as end_at
    from months_between(date_trunc('month', asked_first), date_trunc('month', asked_oldest), asked_oldest) as m
    where m.month + interval 1 month <= asked_oldest + interval 1 second
);
