# shellcheck shell=bash
# The same by mouse alone on the sample: say who annotates, drag, tag with the bar, link, save from the menu.
start "$PROJECT"
click 110 136
click 45 787
click 500 375
drag 306 347 440 347
shot selection
click 350 383
shot tagged
click 84 20
click 100 225
wait_for test -n "$(changed)" || fail 'nothing was saved'
layer=annotations/alice/port-crews-freed.ron
expect 'one file changed' test "$(changed)" = "$layer"
expect 'one line was added, none changed' test "$(lines "$layer" | cut -c1)" = '>'
expect 'it is the claim' test -n "$(lines "$layer" | grep 'tag: "claim".*text: \["Buses left the customs')"
# Delete it again with the mouse: the file is as it was.
click 1253 413
click 84 20
click 100 225
wait_for test -z "$(changed)" || fail 'the file is not as it was'
echo '  ok: deleted and saved, the file is as it was'
click 620 520
shot link
quit
