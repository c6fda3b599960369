"""What the measurement of cold starts runs in fresh processes, and the events it feeds them."""
