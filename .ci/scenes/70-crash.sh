# shellcheck shell=bash
# Two spans are tagged, the program is killed, and comes back with both; undo reaches back over the restart.
layer=annotations/alice/port-crews-freed.ron
start "$PROJECT"
# Alice annotates from her first tag on; the words are of the headline, where she has no span yet.
click 110 136
key ctrl+Home ctrl+shift+Right
key 1
enter 'Alice'
key Return
key Right ctrl+shift+Right
key 3
shot tagged
expect 'nothing is saved yet' test -z "$(lines "$layer")"
# What was done is on disk within a second.
sleep 1.2
crash
expect 'nothing was saved by the crash' test -z "$(lines "$layer")"

start "$PROJECT"
shot recovered
key Return
shot kept
key ctrl+s
has_lines() { [[ -n $(lines "$layer") ]]; }
wait_for has_lines || fail 'nothing was saved'
expect 'both spans are in the file, and nothing else is changed' \
    test "$(lines "$layer" | cut -c1 | tr -d '\n')" = '>>'
quit

start "$PROJECT"
key ctrl+z ctrl+z
shot undone
key ctrl+s
has_no_lines() { [[ -z $(lines "$layer") ]]; }
wait_for has_no_lines || fail 'undo does not reach back over the restart'
expect 'all files are as before the first edit' test -z "$(changed)"
quit
