-- The weight that a what-if may give to an indicator: within what_if_points() of the official one, and never below 0.
-- One row per call (a scalar); an item outside the 100 (weight 0) stays outside.
create or replace macro permitted_weight(wish, official) as case
    when wish is null or official = 0 then official
    else greatest(0.0, official - what_if_points(), least(official + what_if_points(), wish))
end;
