-- How many digits of a whole level two codes share: the level of the smallest area that holds both.
-- One row per call (a scalar); 0 where they share not even the region.
create or replace macro common_digits(first_code, last_code) as case
    when first_code = last_code then area_digits(first_code)
    when left(first_code, 9) = left(last_code, 9) then 9
    when left(first_code, 6) = left(last_code, 6) then 6
    when left(first_code, 4) = left(last_code, 4) then 4
    when left(first_code, 2) = left(last_code, 2) then 2
    else 0
end;
