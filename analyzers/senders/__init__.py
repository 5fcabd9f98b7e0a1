"""Senders: who a mail says it is from, in every form in which it says so, and what there is to bear that out."""
