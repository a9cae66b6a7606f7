# shellcheck shell=bash
# The whole path by keys alone: open an article, select, tag, link, note, undo, save, open again, export.
cat >"$work/report.txt" <<'TEXT'
Crane stops over the quay

By Ilse Marr

“We were told to stop,” the foreman said on Monday. The port denies it.
TEXT
start "$work/report.txt"
shot opened
# The caret comes at the first line; words are selected with Ctrl and Shift, tagged with the tag's digit.
key Right ctrl+Home ctrl+Down ctrl+Down
key ctrl+shift+Right ctrl+shift+Right ctrl+shift+Right ctrl+shift+Right ctrl+shift+Right shift+Right shift+Right
key 2
shot who
enter 'Dana'
key Return

# On to "the foreman", the actor; then back to the quote, and link it.
key ctrl+Right ctrl+Left ctrl+shift+Right ctrl+shift+Right
key 3
shot tagged
key p
key l
shot linking
key a
key Return
enter 'compare with the port'
key Escape
shot noted
key ctrl+z
key ctrl+shift+z
key ctrl+s
shot where
key ctrl+a
enter "$work/crane"
key Return
wait_for test -f "$work/crane/project.ron" || fail 'no project was saved'
layer=$work/crane/annotations/dana/crane-stops-over-the-quay.ron
expect 'the quote is in the file' grep -q 'tag: "quote".*text: \["“We were told to stop,”"\]' "$layer"
expect 'the actor is in the file' grep -q 'tag: "actor".*text: \["the foreman"\]' "$layer"
expect 'the note is in the file' grep -q 'note: "compare with the port"' "$layer"
expect 'the link is in the file' grep -q 'kind: "said-by"' "$layer"
quit
start "$work/crane"
shot again
quit
expect 'the project has no fault' "$program" check "$work/crane"
"$program" export "$work/crane" --format jsonl >"$work/spans.jsonl" 2>>"$log"
expect 'both spans are exported' test "$(wc -l <"$work/spans.jsonl")" = 2
