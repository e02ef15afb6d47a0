"""What `generate` and `run` are made of."""
