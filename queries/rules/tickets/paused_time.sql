-- How long a clock stood still between two moments, given merged pauses [since, until).
-- One row per call (a scalar interval); an open-ended pause has until = 'infinity' and runs to the later moment.
create or replace macro paused_time(pauses, since_at, until_at) as case
    when pauses is null then to_microseconds(0)
    else to_microseconds(cast(list_sum(list_transform(
        pauses,
        lambda pause: greatest(
            0,
            epoch_us(least(pause.until, until_at)) - epoch_us(greatest(pause.since, since_at))
        )
    )) as bigint))
end;
