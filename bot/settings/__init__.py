"""The settings in groups: one field each. `bot.config` puts them together."""
