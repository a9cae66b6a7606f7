# shellcheck shell=bash
# --timings tells what the window took, and that a window in which nothing happens draws no frame.
figure() { sed -nE 's/^\{.*"'"$1"'":([0-9.]+|null)[,}].*/\1/p' "$log" | tail -n 1; }
is() { awk -v figure="$(figure "$1")" "BEGIN { exit !(figure $2) }"; }
start --timings "$PROJECT"
click 110 136
scroll down 5
sleep 5
key j
quit
expect 'the figures are one JSON object' grep -qE '^\{("[a-z0-9_]+":([0-9.]+|null),?){6}\}$' "$log"
expect 'the first frame was timed' is first_frame_ms '> 0'
expect 'the project was open, after that' is open_ms ">= 0 && figure != \"null\""
expect 'frames were drawn' is frames '>= 5'
expect 'a frame was timed' is frame_median_ms '> 0'
expect 'the slowest take longer' is frame_p99_ms ">= $(figure frame_median_ms)"
expect 'no frame was drawn in three of the five idle seconds' is longest_rest_ms '>= 3000'
# An empty window: nothing is opened.
start --timings
quit
expect 'nothing was opened' test "$(figure open_ms)" = null
