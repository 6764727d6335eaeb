#!/bin/sh
# A tool of an agent, in plain shell: run once for each call by "waggle serve".
# The same call has the same key, so a label is printed once, however often the job is tried.
set -eu
labels=${LABELS:-$(dirname "$0")/labels}
mkdir -p "$labels"
arguments=$(cat)
label=$labels/$WAGGLE_IDEMPOTENCY_KEY
[ -e "$label" ] || printf '%s\n' "$arguments" > "$label"
printf '{"label": "%s"}\n' "$(printf %s "$WAGGLE_IDEMPOTENCY_KEY" | cut -c 1-8)"
