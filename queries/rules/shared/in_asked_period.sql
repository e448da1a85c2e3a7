-- Whether something happened in the period that is asked for: the filters `from` and `to`.
-- One row per call (a scalar).
create or replace macro in_asked_period(happened) as
happened >= getvariable('since') and happened < getvariable('until');
