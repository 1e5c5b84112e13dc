"""What those who run the site ask of it: whether it lives, whether it is ready, what it does."""
