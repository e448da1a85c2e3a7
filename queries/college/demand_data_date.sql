-- Which uploads the chosen requests come from, and up to when those are complete.
-- One row per question, also where nothing was chosen.
-- data_line reads used_rows by its name.
with
used_rows as (  -- noqa: ST03
    select * from used_requests()
)

select * from data_line('used_rows')
