# shellcheck shell=bash
# What a person sees first: the empty window, the sample in both themes, a selection, the palette, the table.
start
shot first
quit
start "$PROJECT"
click 110 136
click 45 787
click 500 375
click 840 472
shot light
key ctrl+2
shot table
key ctrl+1 ctrl+k
enter 'dark'
shot palette
key Return
shot dark
quit
