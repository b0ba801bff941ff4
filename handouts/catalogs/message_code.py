"""A short code for a message, by which people name it: on a proof, in a list, on the command line.

It follows from the English and its context alone, so that it is the same in every language and
stays as long as the English stays.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # whoever only names messages need not load what reads catalogs
    from handouts.catalogs.po import Key

#: No vowels, so that no code is a word; nothing that looks like something else.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def message_code(key: Key) -> str:
    """The code of a message, such as `7KQ2MD`.

    >>> message_code((None, "Rest"))
    'VT47D5'
    """
    words = json.dumps(key, ensure_ascii=True)
    number = int.from_bytes(hashlib.sha256(words.encode("ascii")).digest())
    code = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        code += LETTERS[place]
    return code
