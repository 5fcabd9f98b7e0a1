"""Slack: the way in and out. Events are parsed in, replies are rendered out; what happens between stands elsewhere."""
