-- Every suggestion at a moment: what had happened by then, and how its reply stands.
-- One row per suggestion submitted by its moment: the viewer's, but never later than its own data date.
create or replace macro suggestion_clock() as table (
    with
    known as (
        select
            s.*,
            d.data_at,
            least(getvariable('as_of'), d.data_at) as moment
        from suggestions as s
        cross join area_data_date(s.area_code, 'suggestions') as d
        where s.submitted_on <= getvariable('as_of') and s.submitted_on <= d.data_at
    ),

    -- What was said at the end is known once it has been said.
    events as (
        select * replace (
            if(assigned_at <= moment, assigned_at, null) as assigned_at,
            if(replied_at <= moment, replied_at, null) as replied_at,
            if(evaluated_at <= moment, evaluated_at, null) as evaluated_at,
            if(evaluated_at <= moment, evaluation, null) as evaluation,
            if(replied_at <= moment, result, null) as result,
            if(last_supervised_on > moment, null, last_supervised_on) as last_supervised_on
        )
        from known
    ),

    states as (
        select
            *,
            suggestion_reply_state(
                assigned_at, due_on, replied_at, evaluated_at is not null, contains(recorded, '|replied_at|'), moment
            ) as reply_state
        from events
    )

    select
        *,
        if(reply_state in ('waiting', 'overdue'), date_diff('day', cast(moment as date), due_on), null) as days_left
    from states
);
