-- Of what was found for a search the best, at most eight.
-- One row per thing. `named`: the name of a CTE of the question that asks, a row each with filter_key and value (what
-- opens it on asked_page), label (what it is called) and place (see sought_place; null: not found). found_count counts
-- all that were found.
create or replace macro best_found(named, asked_page) as table (
    select
        asked_page as page,
        filter_key,
        value,
        label,
        place,
        count(*) over () as found_count
    from query_table(named)
    where place is not null
    order by place, label, value, filter_key
    limit 8
);
