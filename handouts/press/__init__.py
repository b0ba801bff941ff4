"""What must be built, and building it. Follow one handout down through the floors in `build`.

    guides x sheets x languages          plan          every PDF there could be
          │ raw digest known, PDF whole  fingerprint   → nothing to do
    orders, by language                  bench
          │ workers                      bench         compose → inputs equal? → set → verify
    parts beside their places            files
          │ commit                       shelf         renamed into place, manifest written
    dist/                                manifest

A full build (nothing narrowed) also removes what the plan no longer holds: sheets of a language or
handout that is gone. Whatever else the folder holds is not ours and stays.
"""

from handouts.press.build import Request, Result, Watcher, build, cores

__all__ = ["Request", "Result", "Watcher", "build", "cores"]
