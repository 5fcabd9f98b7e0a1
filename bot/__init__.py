"""The bot: the ways in and out, the memory and the words. What a mail means is decided in `analyzers`."""

import gc

# A cold start makes some 300,000 objects that live as long as the process; with Python's own threshold of 700 the collector
# walks over them again and again, which is a quarter of the CPU of `fuwake check` on one mail.
gc.set_threshold(50_000, 20, 20)
