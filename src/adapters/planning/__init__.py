"""The planner's solver: a weekly programme on HiGHS and a local search in NumPy."""
