"""Parts of `bench.meals`: data, scores, probes run as processes of their own."""
