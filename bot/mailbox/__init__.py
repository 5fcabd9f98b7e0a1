"""The report mailbox: suspicious mail comes in by mail, with its whole evidence."""
