"""Pictures made of pixels, as image XObjects (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from handouts.pdf.objects import Sink, reference


class Raster(NamedTuple):
    """A picture of `width` × `height` pixels of 8 bits: the bytes of a JPEG file (`jpeg`), or rows
    of pixels from the top. `gray` has one component, otherwise there are red, green and blue.
    `alpha` is how opaque each pixel is; empty where all are."""

    width: int
    height: int
    data: bytes
    jpeg: bool = False
    gray: bool = False
    alpha: bytes = b""

    @property
    def name(self) -> str:
        """The resource name, from what it shows."""
        parts = f"{self.width}×{self.height}".encode() + self.data + self.alpha
        return f"Im.{hashlib.sha256(parts).hexdigest()[:12]}"

    def write(self, sink: Sink) -> int:
        """Writes the picture and gives its number."""
        entries = self._entries("/DeviceGray" if self.gray else "/DeviceRGB")
        if self.alpha:
            mask = sink.add_stream(self._entries("/DeviceGray"), self.alpha, keep=True)
            entries["SMask"] = reference(mask)
        if self.jpeg:
            entries["Filter"] = "/DCTDecode"
        return sink.add_stream(entries, self.data, deflate=not self.jpeg, keep=not self.jpeg)

    def _entries(self, space: str) -> dict[str, str]:
        return {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": str(self.width),
            "Height": str(self.height),
            "ColorSpace": space,
            "BitsPerComponent": "8",
        }
