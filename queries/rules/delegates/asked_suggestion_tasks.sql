-- The tasks of the asked suggestions, whenever those were submitted, at the viewer's moment.
-- One row per suggestion and unit. A unit goes by the name that is meant where it hosts a suggestion of the district.
create or replace macro asked_suggestion_tasks() as table (
    with
    hosts as (
        select
            area_at(area_code, 6) as county_code,
            host_unit_written as written,
            min(host_unit) as meant
        from suggestions
        group by area_at(area_code, 6), host_unit_written
    )

    select
        t.* replace (coalesce(h.meant, t.unit) as unit),
        s.title,
        s.area_code,
        s.level,
        s.host_unit,
        s.delegate_id,
        s.assigned_at,
        s.moment,
        suggestion_task_state(t.due_on, t.done_on, s.moment) as task_state,
        if(t.done_on <= s.moment, t.done_on, null) as known_done_on
    from suggestion_tasks as t
    inner join asked_suggestions() as s on t.suggestion_id = s.suggestion_id
    left join hosts as h on area_at(s.area_code, 6) = h.county_code and t.unit = h.written
);
