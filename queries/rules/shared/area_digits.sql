-- How many digits of a full division code mean something: its level, 2, 4, 6, 9 or 12; never by stripping zeros.
-- One row per call (a scalar).
create or replace macro area_digits(area_code) as case
    when substr(area_code, 10, 3) <> '000' then 12
    when substr(area_code, 7, 3) <> '000' then 9
    when substr(area_code, 5, 2) <> '00' then 6
    when substr(area_code, 3, 2) <> '00' then 4
    else 2
end;
