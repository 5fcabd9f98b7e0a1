"""A small, strict Slack workspace on loopback: for `fuwake demo` and for the tests.

```python
async with DemoSlack() as slack:
    os.environ["SLACK_API_URL"] = slack.api_url
    root = await slack.people.say("U0HANAKO", "#suspicious-mail", "これは本物ですか")
    answer = (await slack.workspace.until(lambda: slack.workspace.replies("C0INTAKE", root["ts"])))[0]
```
"""

from bot.demo.page import Sample, Shortcut
from bot.demo.server import DemoSlack

__all__ = ["DemoSlack", "Sample", "Shortcut"]
