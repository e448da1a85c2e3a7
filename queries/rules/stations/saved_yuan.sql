-- What a redemption saved: its discount; unknown where that was left empty or is more than the price itself.
-- One row per call (a scalar).
create or replace macro saved_yuan(amount_yuan, discount_yuan) as
if(discount_yuan > amount_yuan, null, discount_yuan);
