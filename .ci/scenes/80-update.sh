# shellcheck shell=bash
# The file of an article changes: the window notices it, takes the new text, carries the spans over, goes through
# what waits for a yes, and saves both texts.
file=$work/harbour.txt
text='Harbour at rest

The pilots went home at noon. Forty-one crews were freed on Friday, said Lena Okafor. The owners of the ships have gone.
'
printf '%s' "$text" > "$file"
start "$PROJECT"
key ctrl+o
key ctrl+a
enter "$file"
key Return
shot opened
# The first words of the text, and the whole of it: the one stays as it is, the other changes.
key ctrl+Home
key shift+ctrl+Right shift+ctrl+Right shift+ctrl+Right
key 1
shot asked
enter Bo
key Return
key Escape
key ctrl+a
key 2
key Escape Escape
key ctrl+s
layer=annotations/bo/harbour-at-rest.ron
wait_for test -s "$PROJECT/$layer" || fail 'nothing was saved'
expect 'two spans' test "$(grep -c 'tag: ' "$PROJECT/$layer")" = 2

printf '%s' "${text/Forty-one/Forty}" > "$file"
# Another window has the keyboard, then this one.
other=$(xdotool search --maxdepth 0 --name '' | head -n 1)
xdotool windowfocus --sync "$other" sleep 0.3
xdotool windowfocus --sync "$window"
settle
shot noticed
click 840 102
shot asked-again
key Return
shot proposed
key y
shot placed
key ctrl+s
article=$PROJECT/articles/harbour-at-rest
wait_for test -s "$article/2.txt" || fail 'the new text was not saved'
wait_for grep -q 'version: 2' "$PROJECT/$layer" || fail 'the spans were not carried over'
expect 'the new text is there' grep -q '^The pilots.* Forty crews' "$article/2.txt"
expect 'the first text stays' grep -q 'Forty-one crews' "$article/1.txt"
expect 'both spans have their places' test "$(grep -c 'pending' "$PROJECT/$layer")" = 0
expect 'the words are the new ones' grep -q 'Forty crews' "$PROJECT/$layer"
expect 'the project is sound' "$program" check "$PROJECT"

# All of it can be taken back.
key ctrl+z ctrl+z
shot undone
key ctrl+s
wait_for grep -q 'version: 1' "$PROJECT/$layer" || fail 'the spans did not go back'
expect 'the project is still sound' "$program" check "$PROJECT"
quit
