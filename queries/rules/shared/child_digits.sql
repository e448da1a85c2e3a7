-- The digits one level below; the lowest level stays where it is.
-- One row per call (a scalar).
create or replace macro child_digits(digits) as case
    when digits < 2 then 2
    when digits < 4 then 4
    when digits < 6 then 6
    when digits < 9 then 9
    else 12
end;
