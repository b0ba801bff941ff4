"""Reports: what rests on what, how it reads, what has changed, what is there.

`facts` is the map between the guide's facts and the sheets, `changes` what a new guide touches,
`cards` how each sheet reads, `status` how far each language has come, `comparison` what changed
between two builds (`file_readers` reads the files, `pictures` draws pages), `machine` what this
machine has. A report is data, with its form for programs; the template of its page lies beside it,
its text is printed by its command. Reports decide nothing: what must hold is in `checks`.
"""
