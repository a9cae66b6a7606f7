# shellcheck shell=bash
# Words that run from right to left are marked where they are seen, and saved as they are written.
sample hard-cases
start "$PROJECT"
click 110 136
click 45 787
click 500 356
# From the right end of the Hebrew paragraph to the left.
drag 905 565 760 565
shot selected
key 1
shot tagged
key ctrl+s
layer=annotations/alice/one-harbour-seven-languages.ron
wait_for test -n "$(lines "$layer")" || fail 'nothing was saved'
expect 'one line was added' test "$(lines "$layer" | cut -c1 | tr -d '\n')" = '>'
expect 'they are the first words of the paragraph' grep -q 'text: \["הַדּוֹבֵר אָמַר: „כֻּלָּם שָׁבוּ"\]' "$PROJECT/$layer"
quit
