-- Every courtyard at its moment, with its first and last activity, whatever period is asked for.
-- One row per courtyard; silent_days since the last activity, else since the opening, null for one that has closed.
create or replace macro courtyard_lives() as table (
    with
    lives as (
        select
            courtyard_id,
            min(held_on) as first_held_on,
            max(held_on) as last_held_on,
            count(*) as life_activity_count
        from courtyard_activity_clock()
        where not is_after_closing
        group by courtyard_id
    )

    select
        c.*,
        l.first_held_on,
        l.last_held_on,
        coalesce(l.life_activity_count, 0) as life_activity_count,
        if(
            c.is_open, date_diff('day', coalesce(l.last_held_on, c.opened_on), cast(c.moment as date)), null
        ) as silent_days
    from courtyard_clock() as c
    left join lives as l on c.courtyard_id = l.courtyard_id
);
