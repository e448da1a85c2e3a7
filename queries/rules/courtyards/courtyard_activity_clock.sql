-- Every activity of a courtyard that counts: held by the courtyard's moment.
-- One row per activity, with what is needed of its courtyard; those from the closing day on are marked.
create or replace macro courtyard_activity_clock() as table (
    select
        a.*,
        c.courtyard_name,
        c.courtyard_kind,
        c.area_code,
        c.data_at,
        c.moment,
        coalesce(a.held_on >= c.closed_on, false) as is_after_closing,
        settle_state(a.activity_kind, a.case_count, a.settled_count) as settle_state
    from courtyard_activities as a
    inner join courtyard_clock() as c on a.courtyard_id = c.courtyard_id
    where a.held_on <= c.moment
);
