"""The bot: the ways in and out, the memory and the words. What a mail means is decided in `analyzers`."""
