"""A small picture in a cell of a table, with the words that stand for it in files."""

from base64 import b64encode
from dataclasses import dataclass

HEIGHT = 28  # pixels: what a row of a table leaves for a picture


@dataclass(frozen=True)
class CellPicture:
    """`svg`: what lies in an SVG of `width` × HEIGHT pixels; `told`: the same in words."""

    svg: str
    width: int
    told: str

    @property
    def address(self) -> str:
        """The picture as an address that holds it whole: nothing is fetched."""
        whole = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{HEIGHT}"'
            f' viewBox="0 0 {self.width} {HEIGHT}">{self.svg}</svg>'
        )
        return f"data:image/svg+xml;base64,{b64encode(whole.encode()).decode()}"
