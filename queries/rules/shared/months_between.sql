-- The months from a first to a last moment, also those in which nothing happened, and which of them are whole.
-- One row per month; none where either moment is null.
create or replace macro months_between(asked_first, asked_last, asked_oldest) as table (
    select
        cast(m.start_at as date) as month,
        is_whole_month(m.start_at, asked_oldest, getvariable('since'), getvariable('until')) as is_complete
    from unnest(generate_series(asked_first, asked_last, interval 1 month)) as m (start_at)
);
