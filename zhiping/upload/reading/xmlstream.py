"""XML read as a stream of tags, for the forms of file that hold whole documents."""

from collections.abc import Iterable
from xml.parsers import expat

from zhiping.upload.reading.package import check_no_entities
from zhiping.upload.reading.texttable import corrupt


class TagReader:
    """Calls `start(name, attributes)`, `end(name)` and `text(letters)`; names and attributes without prefixes."""

    def read(self, chunks: Iterable[bytes]) -> None:
        """Raises UnreadableFile where the XML is broken or declares entities."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, said: self.start(
            _local(name), {_local(key): value for key, value in said.items()}
        )
        parser.EndElementHandler = lambda name: self.end(_local(name))
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _refuse
        is_first = True
        try:
            for chunk in chunks:
                if is_first:
                    check_no_entities(chunk)
                    is_first = False
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise corrupt() from error

    def start(self, name: str, said: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, letters: str) -> None:
        raise NotImplementedError


def _refuse(*_declared: object) -> None:
    check_no_entities(b"<!DOCTYPE")


def _local(name: str) -> str:
    return name.rpartition(":")[2]
