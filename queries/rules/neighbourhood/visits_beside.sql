-- The chosen months of use, each beside the same venue's month before, whatever the period.
-- One row per venue and month whose month before was reported too; of two without a visit nothing is carried over.
create or replace macro visits_beside() as table (
    select
        v.*,
        e.month as earlier_month,
        e.visit_count as earlier_visit_count,
        v.visit_count = e.visit_count as is_equal
    from chosen_visits() as v
    inner join visit_clock() as e on v.venue_id = e.venue_id and e.month = cast(v.month - interval 1 month as date)
    where v.visit_count > 0 or e.visit_count > 0
);
