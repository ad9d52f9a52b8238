"""Signs or verifies with the official library of PyPI: a question as JSON on stdin, the answer on stdout."""

import json
import sys
from datetime import datetime, timezone

from standardwebhooks.webhooks import Webhook

asked = json.load(sys.stdin)
webhook = Webhook(asked["secret"])
if "timestamp" in asked:
    at = datetime.fromtimestamp(asked["timestamp"], tz=timezone.utc)
    print(webhook.sign(asked["id"], at, asked["body"]))
else:
    # Raises where the signature does not fit.
    print(json.dumps(webhook.verify(asked["body"], asked["headers"])))
