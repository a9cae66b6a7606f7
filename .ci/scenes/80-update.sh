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
xdotool windowfocus --sync "$(xdotool search --maxdepth 0 '' | head -n 1)" sleep 0.3
xdotool windowfocus --sync "$window"
settle
shot noticed
