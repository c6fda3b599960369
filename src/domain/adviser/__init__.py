"""What a language model is asked, what it may cost, and what its answers must look like."""
