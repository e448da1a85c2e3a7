"""情况说明 and 申诉: the list of them, and one of them with what was decided."""
