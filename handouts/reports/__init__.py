"""Reports: what rests on what, and how it reads.

`facts` is the map between the guide's facts and the sheets, `changes` what a new guide touches,
`cards` how each sheet reads, `comparison` what changed between two builds (with `pictures` of it).
Each has a module that shows it as text, for programs, and as a page; `page` is what the pages
share. Reports tell; they never decide. What must hold is in `gate`.
"""
