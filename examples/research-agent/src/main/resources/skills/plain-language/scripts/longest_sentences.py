"""Lists the sentences of a text that have more than twenty words."""

import re
import sys

for sentence in re.split(r"(?<=[.!?])\s+", sys.stdin.read()):
    words = len(sentence.split())
    if words > 20:
        print(f"{words}: {sentence}")
