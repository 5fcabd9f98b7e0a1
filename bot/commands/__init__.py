"""What an administrator does by `fuwake`: one module for each group of commands.

Exit codes: 0 done; AWAY: something is away and may come back; WRONG: a setting or an input must be mended. What is wrong is one line.
"""
