-- The rectification lists as known at a moment: the viewer's, but never later than the item's own data date.
-- One row per item of a unit of its year, once the talk that it follows from has been held.
create or replace macro known_rectifications() as table (
    with
    dated as (
        select
            r.*,
            u.unit_name,
            u.unit_group,
            u.area_code,
            t.decided_on as talked_on,
            coalesce(r.person_id, t.person_id) as talked_person_id,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from rectifications as r
        inner join appraisal_units as u on r.year = u.year and r.unit_id = u.unit_id
        cross join area_data_date(u.area_code, 'rectifications') as d
        left join appraisal_outcomes as t on r.talk_id = t.outcome_id
        where r.year <= year(cast(getvariable('as_of') as timestamp))
    ),

    -- A second talk is to the same unit, or to the same person of it, and not before the first.
    talked_again as (
        select d.item_id
        from dated as d
        inner join appraisal_outcomes as s
            on
                d.year = s.year
                and d.unit_id = s.unit_id
                and d.talked_person_id is not distinct from s.person_id
        where
            s.outcome_kind = '二次约谈'
            and s.decided_on >= coalesce(d.talked_on, s.decided_on)
            and s.decided_on <= d.moment
    ),

    events as (
        select
            d.* replace (
                if(d.done_on <= d.moment, d.done_on, null) as done_on,
                if(d.looked_back_on <= d.moment, d.looked_back_on, null) as looked_back_on,
                if(d.looked_back_on > d.moment, null, d.look_back_result) as look_back_result
            ),
            d.item_id in (select a.item_id from talked_again as a) as has_second_talk
        from dated as d
        where coalesce(d.talked_on <= d.moment, true)
    )

    select
        *,
        rectification_state(due_on, done_on, moment) as state,
        looked_back_on is not null or look_back_result is not null as is_looked_back
    from events
);
