"""Authentication: whose word about the sender can be believed, and what can be verified again."""
