# shellcheck shell=bash
# Opening, looking and saving change no byte of a project.
start "$PROJECT"
shot open
key ctrl+s
expect 'saving an unchanged project changes nothing' test -z "$(changed)"
quit
