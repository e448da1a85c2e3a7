-- How the steps of the chosen tickets fare: how many clocks stand in which state.
-- One row per step, none where no ticket was chosen. Tickets with the same four states are counted together first:
-- there are a few dozen kinds of them, however many tickets.
create or replace macro step_counts() as table (
    with
    kinds as (
        select
            claim_state,
            contact_state,
            report_state,
            close_state,
            count(*) as ticket_count
        from chosen_tickets()
        group by all
    ),

    steps as (
        select
            unnest(['claim', 'contact', 'report', 'close']) as step,
            unnest([claim_state, contact_state, report_state, close_state]) as state,
            ticket_count
        from kinds
    ),

    counts as (
        select
            step,
            state,
            cast(sum(ticket_count) as bigint) as clock_count
        from steps
        group by step, state
    )

    select
        step,
        coalesce(max(clock_count) filter (where state = 'on_time'), 0) as on_time_count,
        coalesce(max(clock_count) filter (where state = 'late'), 0) as late_count,
        coalesce(max(clock_count) filter (where state = 'waiting'), 0) as waiting_count,
        coalesce(max(clock_count) filter (where state = 'overdue'), 0) as overdue_count,
        coalesce(max(clock_count) filter (where state = 'unrecorded'), 0) as unrecorded_count,
        coalesce(max(clock_count) filter (where state = 'not_applicable'), 0) as not_applicable_count,
        coalesce(max(clock_count) filter (where state = 'fault'), 0) as fault_count,
        coalesce(cast(sum(clock_count) filter (where is_counted(state)) as bigint), 0) as counted_count
    from counts
    group by step
);
