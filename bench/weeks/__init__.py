"""Hard weeks, drawn by a fixed generator, and the baselines they are planned against."""
