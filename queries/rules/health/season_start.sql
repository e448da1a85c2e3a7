-- The first day of the season in which a day lies: March, June, September, or December for the winter.
-- One row per call (a scalar).
create or replace macro season_start(happened_on) as
cast(date_trunc('month', happened_on) - to_months(month(happened_on) % 3) as date);
