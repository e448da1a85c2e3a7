-- Whether a row lies in the area that is asked for: the filter `area`, a range of codes.
-- One row per call (a scalar).
create or replace macro in_asked_area(area_code) as
area_code >= getvariable('area_from') and area_code < getvariable('area_to');
