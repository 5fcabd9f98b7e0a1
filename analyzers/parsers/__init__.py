"""Parsers that read what can hang, swell or crash: HTML, images, archives, PDF, mail containers.

Each is a pure function from bytes or text to plain values (text, numbers, lists, maps). They run in the parse worker
(`analyzers.worker`), which limits their time and memory, so they may raise whatever they like; they know nothing else of Fuwake.
"""
