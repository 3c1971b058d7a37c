"""Exchanges array files with Tessera through NumPy and the safetensors library, in both directions.

    python interoperability.py write DIR              write files for Tessera to read
    python interoperability.py check DIR [FILE...]    check files that Tessera wrote

Contents. Element i of an array, counted in row-major order whatever the order in the file, comes from

    r(i) = (37 * i) mod 101                           0, 37, 74, 10, 47, ...

    signed integers i1 i4 i8        r(i) - 50         -50 ... 50
    unsigned integers u1            r(i)                0 ... 100
    floats f2 f4 f8 bf16            (r(i) - 50) / 4   -12.5 ... 12.5, exact in each of them
    booleans bool                   r(i) is odd

Shapes. `array` is [3, 4, 5], `scalar` is [] (one element, i = 0), `empty` is [0, 3], `vector` is [7].

Files that `write` makes, for each TYPE of f2 f4 f8 i1 u1 i4 i8 bool:

    TYPE-array.npy TYPE-scalar.npy TYPE-empty.npy     version 1.0, little-endian, row-major
    TYPE-fortran.npy                                  `array`, column-major (fortran_order: True)
    TYPE-big.npy                                      `array`, big-endian (for types of more than one byte)
    TYPE-version2.npy TYPE-version3.npy               `array`, format versions 2.0 and 3.0
    stored.npz deflated.npz                           members TYPE-array, TYPE-scalar, TYPE-empty, TYPE-vector and
                                                      TYPE-fortran
    all.safetensors                                   tensors TYPE-array, TYPE-scalar, TYPE-empty, TYPE-vector of the
                                                      types above and of bf16; metadata as METADATA below

`check` expects in DIR, or only the FILEs that are named, for the same types, without bf16:

    TYPE-array.npy TYPE-scalar.npy TYPE-empty.npy
    stored.npz deflated.npz                           members TYPE-array, TYPE-scalar, TYPE-empty, TYPE-vector
    all.safetensors                                   the same tensors; metadata as METADATA below

It prints a line a file, `ok NAME` or `mismatch NAME: what is wrong`, and exits with 1 after any mismatch. A file is
wrong when it is missing, cannot be read, has other members, another element type, another shape, or other bits.
An .npy file or member must also be little-endian and row-major, with data that start at a multiple of 64 bytes, as the
NumPy format asks; stored.npz must hold uncompressed members, deflated.npz compressed ones, all with right checksums and
with local headers that say the same as the archive's directory.
"""

import io
import struct
import sys
import zipfile
from pathlib import Path

import ml_dtypes
import numpy as np
import safetensors
import safetensors.numpy

TYPES = {
    "f2": np.dtype("<f2"),
    "f4": np.dtype("<f4"),
    "f8": np.dtype("<f8"),
    "i1": np.dtype("i1"),
    "u1": np.dtype("u1"),
    "i4": np.dtype("<i4"),
    "i8": np.dtype("<i8"),
    "bool": np.dtype("bool"),
}
BFLOAT16 = {"bf16": np.dtype(ml_dtypes.bfloat16)}
SAFETENSORS_NAMES = {
    "f2": "F16",
    "f4": "F32",
    "f8": "F64",
    "i1": "I8",
    "u1": "U8",
    "i4": "I32",
    "i8": "I64",
    "bool": "BOOL",
}
SHAPES = {"array": (3, 4, 5), "scalar": (), "empty": (0, 3), "vector": (7,)}
METADATA = {"writer": "interoperability test", "text": 'quote " backslash \\ umlaut \u00e4 tile \U0001f9e9'}


class Mismatch(Exception):
    """What is wrong with a file, in one sentence."""


def contents(data_type, shape):
    """The array of this type and shape that both sides know."""
    remainders = (37 * np.arange(np.prod(shape, dtype=np.int64))) % 101
    if data_type.kind == "b":
        values = remainders % 2 == 1
    elif data_type.kind == "u":
        values = remainders
    elif data_type.kind == "i":
        values = remainders - 50
    else:
        values = (remainders - 50) / 4
    return values.astype(data_type).reshape(shape)


def expected_members(types=TYPES):
    """Every type in every shape, by member name."""
    return {f"{name}-{shape}": contents(types[name], SHAPES[shape]) for name in types for shape in SHAPES}


# Writing


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data_type in TYPES.items():
        for shape in ("array", "scalar", "empty"):
            np.save(folder / f"{name}-{shape}.npy", contents(data_type, SHAPES[shape]))
        array = contents(data_type, SHAPES["array"])
        np.save(folder / f"{name}-fortran.npy", np.asfortranarray(array))
        if data_type.itemsize > 1:
            np.save(folder / f"{name}-big.npy", array.astype(data_type.newbyteorder(">")))
        for version in (2, 3):
            with open(folder / f"{name}-version{version}.npy", "wb") as file:
                np.lib.format.write_array(file, array, version=(version, 0))

    members = expected_members()
    members |= {f"{name}-fortran": np.asfortranarray(members[f"{name}-array"]) for name in TYPES}
    np.savez(folder / "stored.npz", **members)
    np.savez_compressed(folder / "deflated.npz", **members)
    tensors = expected_members(TYPES | BFLOAT16)
    safetensors.numpy.save_file(tensors, folder / "all.safetensors", metadata=METADATA)


# Checking


def check_array(name, found, expected):
    if found.dtype != expected.dtype:
        raise Mismatch(f"{name} has element type {found.dtype.str}, expected {expected.dtype.str}")
    if found.shape != expected.shape:
        raise Mismatch(f"{name} has shape {list(found.shape)}, expected {list(expected.shape)}")
    if found.tobytes() != expected.tobytes():
        first = np.flatnonzero(found.ravel() != expected.ravel())
        place = f"; element {first[0]} is {found.ravel()[first[0]]}" if len(first) else ""
        raise Mismatch(f"{name} has other elements than expected{place}")


def check_npy(name, data, expected):
    stream = io.BytesIO(data)
    version = np.lib.format.read_magic(stream)
    read_header = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    if version not in read_header:
        raise Mismatch(f"{name} has format version {version}, expected (1, 0) or (2, 0)")
    _, fortran_order, _ = read_header[version](stream)
    if fortran_order:
        raise Mismatch(f"{name} is column-major, expected row-major")
    if stream.tell() % 64 != 0:
        raise Mismatch(f"{name} has data at byte {stream.tell()}, expected a multiple of 64")
    if len(data) - stream.tell() != expected.nbytes:
        raise Mismatch(f"{name} has {len(data) - stream.tell()} bytes of data, expected {expected.nbytes}")
    check_array(name, np.load(io.BytesIO(data), allow_pickle=False), expected)


def check_names(found, expected):
    if set(found) != set(expected) or len(found) != len(expected):
        missing = sorted(set(expected) - set(found))
        extra = sorted(set(found) - set(expected))
        raise Mismatch(f"it has {len(found)} members, expected {len(expected)}; missing {missing}, unexpected {extra}")


def check_local_header(name, data, info):
    """The header in front of a member must say the same as the directory at the end, which alone is read by Python."""
    fields = struct.unpack_from("<4sHHHHHIIIHH", data, info.header_offset)
    signature, _, flags, method, _, _, checksum, compressed, size, name_length, _ = fields
    start = info.header_offset + 30
    stored_name = data[start : start + name_length].decode()
    if (signature, method, stored_name) != (b"PK\3\4", info.compress_type, info.filename):
        raise Mismatch(f"{name} has a local header for {stored_name} with method {method}, unlike the directory")
    if flags & 8:  # the sizes and the checksum follow the member
        return
    if checksum != info.CRC:
        raise Mismatch(f"{name} has checksum {checksum:08x} in its local header, expected {info.CRC:08x}")
    for found, expected in ((compressed, info.compress_size), (size, info.file_size)):
        if found not in (expected, 0xFFFFFFFF):  # all ones: the size is in the ZIP64 field
            raise Mismatch(f"{name} has size {found} in its local header, expected {expected}")


def check_npz(path, compression):
    expected = expected_members()
    with zipfile.ZipFile(path) as archive:
        check_names(archive.namelist(), [f"{name}.npy" for name in expected])
        for name, array in expected.items():
            info = archive.getinfo(f"{name}.npy")
            if info.compress_type != compression:
                raise Mismatch(f"{name} has compression method {info.compress_type}, expected {compression}")
            check_local_header(name, path.read_bytes(), info)
            check_npy(name, archive.read(info), array)
    with np.load(path, allow_pickle=False) as archive:
        for name, array in expected.items():
            check_array(name, archive[name], array)


def check_safetensors(path):
    expected = expected_members()
    with safetensors.safe_open(path, framework="np") as file:
        metadata = file.metadata()
    if metadata != METADATA:
        raise Mismatch(f"its metadata is {metadata}, expected {METADATA}")
    data = path.read_bytes()
    if int.from_bytes(data[:8], "little") % 8 != 0:
        raise Mismatch("its header has a length that is no multiple of 8, so that no tensor is aligned")
    tensors = dict(safetensors.deserialize(data))
    check_names(tensors, expected)
    for name, array in expected.items():
        type_name = SAFETENSORS_NAMES[name.split("-")[0]]
        if tensors[name]["dtype"] != type_name:
            raise Mismatch(f"{name} has element type {tensors[name]['dtype']}, expected {type_name}")
    for name, found in safetensors.numpy.load(data).items():
        check_array(name, found, expected[name])


def checks():
    """The check of each file that Tessera writes, by file name."""
    result = {}
    for name, data_type in TYPES.items():
        for shape in ("array", "scalar", "empty"):
            expected = contents(data_type, SHAPES[shape])
            result[f"{name}-{shape}.npy"] = lambda path, e=expected: check_npy(path.name, path.read_bytes(), e)
    result["stored.npz"] = lambda path: check_npz(path, zipfile.ZIP_STORED)
    result["deflated.npz"] = lambda path: check_npz(path, zipfile.ZIP_DEFLATED)
    result["all.safetensors"] = check_safetensors
    return result


def check(folder, names):
    known = checks()
    mismatches = 0
    for name in names or known:
        try:
            if name not in known:
                raise Mismatch(f"this name is unknown, expected one of {', '.join(known)}")
            known[name](folder / name)
        except Exception as error:  # whatever a library raises about a file is what is wrong with it
            mismatches += 1
            print(f"mismatch {name}: {error}")
        else:
            print(f"ok {name}")
    return mismatches


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "write":
        write(Path(arguments[1]))
    elif len(arguments) >= 2 and arguments[0] == "check":
        sys.exit(1 if check(Path(arguments[1]), arguments[2:]) else 0)
    else:
        sys.exit("usage: interoperability.py write DIR | interoperability.py check DIR [FILE...]")


if __name__ == "__main__":
    main(sys.argv[1:])
