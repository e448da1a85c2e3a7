-- Areas with the names of the areas above them, so that a name can be told from its namesakes.
-- One row per area.
with
levels as (
    select
        *,
        area_digits(area_code) as code_digits
    from areas
)

select
    a.* exclude (code_digits, parent_code),
    a.code_digits,
    substr(a.area_code, 1, a.code_digits) as area_prefix,
    case a.code_digits
        when 12 then area_at(a.area_code, 9)
        when 9 then area_at(a.area_code, 6)
        when 6 then area_at(a.area_code, 4)
        when 4 then area_at(a.area_code, 2)
    end as parent_code,
    -- the region is left out of a path: everybody is in it
    concat_ws(' / ', city.area_name, county.area_name, town.area_name, village.area_name) as area_path
from levels as a
left join areas as city on a.code_digits >= 4 and city.area_code = area_at(a.area_code, 4)
left join areas as county on a.code_digits >= 6 and county.area_code = area_at(a.area_code, 6)
left join areas as town on a.code_digits >= 9 and town.area_code = area_at(a.area_code, 9)
left join areas as village on a.code_digits = 12 and a.area_code = village.area_code
