# shellcheck shell=bash
# Keys of one's own work; the page, the place in the article and the caret come back after a restart; an edge
# is dragged.
config=$work/home/.config/postil
mkdir -p "$config"
printf '%s\n' '{"wider-column": ["F6"], "next-article": ["N"], "font-sans": ["F10"]}' > "$config/keys.ron"
start "$PROJECT"
shot clash
# F6 twice, the sans font, and down the article.
key F6 F6 F10
key Next Next
shot left
quit
expect 'the measure is kept' grep -q 'measure: 76' "$config/settings.ron"
expect 'the font is kept' grep -q 'reading_font: sans' "$config/settings.ron"
expect 'the place is kept' grep -q 'article: "port-crews-freed"' "$config/places.ron"
expect 'it is not the top' grep -Eq 'top: [1-9]' "$config/places.ron"
start "$PROJECT"
shot again
key ctrl+comma
shot settings
key Escape
quit

# An edge of a span: the first actor of the article, two words on; Esc calls the next one off.
rm "$config"/*.ron
start "$PROJECT"
click 110 136
click 45 787
click 500 375
click 598 223
shot selected
drag 676 223 760 223
shot dragged
key ctrl+s
layer=annotations/alice/port-crews-freed.ron
wait_for test -n "$(lines "$layer")" || fail 'nothing was saved'
expect 'one line was changed' test "$(lines "$layer" | cut -c1 | tr -d '\n')" = '<>'
expect 'the span is longer and itself' test -n "$(lines "$layer" | grep '^>.*tag: "actor".*The port authority on')"
quit
