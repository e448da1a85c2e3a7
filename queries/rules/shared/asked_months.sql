-- The months that a question tells of: from that of the first thing that ever happened, or of the period's beginning,
-- to that of the newest moment, or of the period's end; and which of them are whole.
-- One row per month, also those in which nothing happened; none where nothing ever did.
create or replace macro asked_months(asked_first, asked_newest, asked_oldest) as table (
    select
        m.month,
        m.is_complete
    from months_between(
        -- greatest() ignores nulls: without a first there is no month at all
        date_trunc(
            'month',
            if(asked_first is null, null, greatest(cast(asked_first as timestamp), getvariable('since')))
        ),
        least(asked_newest, cast(getvariable('until') as timestamp) - interval 1 day),
        asked_oldest
    ) as m
);
