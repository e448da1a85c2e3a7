"""An OLE2 compound file, in which .xls, .et and encrypted workbooks lie: its streams."""

import struct

_END_OF_CHAIN = 0xFFFFFFFA  # this and above are marks, not sectors


def ole_streams(data: bytes) -> dict[str, bytes]:
    """The streams of an OLE2 compound file by name. Raises struct.error, IndexError or ValueError where broken."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    first_directory, cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    if shift not in {9, 12} or mini_shift != 6:
        raise struct.error("no compound file")
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    def chain(first: int, table: list[int]) -> list[int]:
        numbers: list[int] = []
        while first < _END_OF_CHAIN and len(numbers) <= len(table):
            numbers.append(first)
            first = table[first]
        return numbers

    def entries(numbers: list[int]) -> list[int]:
        raw = b"".join(map(sector, numbers))
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    fat_sectors = [number for number in struct.unpack_from("<109I", data, 76) if number < _END_OF_CHAIN]
    next_difat = struct.unpack_from("<I", data, 68)[0]
    while next_difat < _END_OF_CHAIN and len(fat_sectors) * size <= len(data):
        *more, next_difat = entries([next_difat])
        fat_sectors += [number for number in more if number < _END_OF_CHAIN]
    fat = entries(fat_sectors)
    directory = b"".join(map(sector, chain(first_directory, fat)))
    mini_fat = entries(chain(first_mini, fat))
    mini, streams = b"", {}
    for at in range(0, len(directory) - 127, 128):
        name_size, kind = struct.unpack_from("<HB", directory, at + 64)
        start, length = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(name_size - 2, 0)].decode("utf-16-le", "replace")
        if kind == 5:
            mini = b"".join(map(sector, chain(start, fat)))
        elif kind == 2 and length < cutoff:
            step = 1 << mini_shift
            parts = (mini[number * step : (number + 1) * step] for number in chain(start, mini_fat))
            streams[name] = b"".join(parts)[:length]
        elif kind == 2:
            streams[name] = b"".join(map(sector, chain(start, fat)))[:length]
    return streams
