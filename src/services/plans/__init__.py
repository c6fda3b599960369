"""Planning a week: select, bound, search, verify."""
