"""For all tests: a property is tested for what it says, never for how fast a busy machine tries it."""

from hypothesis import settings

settings.register_profile("fuwake", deadline=None)
settings.load_profile("fuwake")
