# shellcheck shell=bash
# The same by mouse alone on the sample: say who annotates, drag, tag with the bar, link, save from the menu.
start "$PROJECT"
click 110 136
click 45 787
click 500 375
drag 306 347 440 347
shot selection
# Quote, in the bar below the selection; then "Link to…" in the details, and the actor in the text.
click 450 387
shot tagged
click 1025 499
shot linking
click 400 472
click 84 20
click 100 225
layer=annotations/alice/port-crews-freed.ron
wait_for test -n "$(lines "$layer")" || fail 'nothing was saved'
expect 'one file changed' test "$(changed)" = "$layer"
expect 'two lines were added, none changed' test "$(lines "$layer" | cut -c1 | tr -d '\n')" = '>>'
expect 'one is the quote' test -n "$(lines "$layer" | grep 'tag: "quote".*text: \["Buses left the customs')"
expect 'one is the link' test -n "$(lines "$layer" | grep 'kind: "said-by"')"
# Deleted with the mouse and saved, the file is as it was.
click 1253 413
click 84 20
click 100 225
wait_for test -z "$(lines "$layer")" || fail 'the file is not as it was'
echo '  ok: deleted and saved, the file is as it was'
quit
