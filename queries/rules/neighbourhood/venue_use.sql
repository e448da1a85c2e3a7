-- How the chosen venues were used: visits and hours of months with known hours, before and after the renovation.
-- One row per venue with a month; the month of the renovation itself is in neither part.
create or replace macro venue_use() as table (
    select
        venue_id,
        total(visit_count) as visit_count,
        count(*) as month_count,
        count(*) filter (where not has_hours) as unknown_hours_month_count,
        count(*) filter (where has_hours and phase = 'before') as before_month_count,
        count(*) filter (where has_hours and phase = 'after') as after_month_count,
        total(if(has_hours and phase = 'before', visit_count, 0)) as before_visit_count,
        coalesce(sum(open_hours) filter (where has_hours and phase = 'before'), 0) as before_hours,
        total(if(has_hours and phase = 'after', visit_count, 0)) as after_visit_count,
        coalesce(sum(open_hours) filter (where has_hours and phase = 'after'), 0) as after_hours
    from chosen_visits()
    group by venue_id
);
