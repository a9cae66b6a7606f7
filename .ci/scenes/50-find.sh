# shellcheck shell=bash
# Finds words by keys, tags one hit, then labels its other occurrences but one.
start "$PROJECT"
click 110 136
click 45 787
click 500 375
key ctrl+f
enter 'the authority'
shot typed
# A key of a switch types no letter: it would find nothing.
key alt+w
key Return
shot second
# F3 goes on in the text, where a digit is a tag.
key F3
key 4
key a
shot ghosts
key Tab
key space
shot skipped
key Return
key ctrl+s
layer=annotations/alice/port-crews-freed.ron
wait_for test -n "$(lines "$layer")" || fail 'nothing was saved'
expect 'four of five are tagged' test "$(lines "$layer" | grep -ic 'tag: "skepticism".*text: \["the authority"\]')" = 4
key ctrl+z
key ctrl+s
saved_one() { test "$(lines "$layer" | wc -l)" = 1; }
wait_for saved_one || fail 'one undo does not take back the other three'
echo '  ok: one undo takes back the other three'
key ctrl+f
shot again
quit
