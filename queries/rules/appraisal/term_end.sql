-- The last day of a term of an appraisal year.
-- One row per call (a scalar).
create or replace macro term_end(asked_year, term) as
cast(make_date(asked_year, 1, 1) + to_months(3 * term_order(term)) - interval 1 day as date);
