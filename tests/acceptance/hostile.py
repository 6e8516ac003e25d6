"""Files that no command should be given, each made at a path: what disks, mails and foes hold."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

TUVALU = """\
state: TUV
membership:
  - {instrument: accession, deposited: 2011-09-13, source: example}
sources:
  example: {title: A made-up source, publisher: monitor, date: 2015-12-31}
"""
DEEP = 5_000

Make = Callable[[Path], None]


def _bytes(content: bytes) -> Make:
    return lambda path: _put(path, content)


def _text(text: str, encoding: str = "utf-8") -> Make:
    return _bytes(text.encode(encoding, "surrogatepass"))


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, contextlib.chdir(path.parent):
        one.bind(path.name)  # by its name: the path of a socket may not be long


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


def _folder_with_it(path: Path) -> None:
    path.mkdir()
    (path / "within.yaml").write_text(TUVALU, encoding="utf-8")


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


_BOMB = b"0" * 450_000_000
_XML = b'<?xml version="1.0"?>'
_LAUGHS = (
    _XML
    + b'<!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><a>&j;</a>"
)
_OUTSIDE = _XML + b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'
_BOOK = {"xl/workbook.xml": _XML + b"<workbook/>", "xl/_rels/workbook.xml.rels": _XML + b"<r/>"}
_YAML_LAUGHS = "a: &a [ha, ha]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)

HOSTILE: dict[str, Make] = {
    # what is no plain file
    "pipe": os.mkfifo,
    "socket": _socket,
    "device": _link("/dev/zero"),
    "full device": _link("/dev/full"),
    "empty folder": Path.mkdir,
    "folder with a record": _folder_with_it,
    "link to nowhere": _link("nowhere"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to a folder": _link("/"),
    "cannot be read": _link("/proc/self/mem"),
    "huge and empty": _huge,
    # bytes
    "empty": _bytes(b""),
    "one byte": _bytes(b"\0"),
    "null bytes": _bytes(bytes(5_000)),
    "every byte": _bytes(bytes(range(256)) * 40),
    "byte order mark": _bytes(b"\xef\xbb\xbf"),
    "white space": _bytes(b" \n\t\r\n" * 500),
    "line breaks": _bytes(b"\r" * 9_999),
    "long line": _bytes(b"x" * 900_000),
    "many lines": _bytes(b"a: 1\n" * 180_000),
    "Latin-1": _text(TUVALU.replace("made-up", "café"), "latin-1"),
    "UTF-16": _text(TUVALU, "utf-16"),
    "UTF-32": _text(TUVALU, "utf-32"),
    "half a character": _text(TUVALU.replace("made-up", "\ud800")),
    "overlong UTF-8": _bytes(TUVALU.encode() + b"# \xc0\xaf"),
    "cut in a character": _bytes(TUVALU.encode() + "# é".encode()[:-1]),
    "control characters": _text(TUVALU.replace("made-up", "\x1b]0;x\x07\x9b31m")),
    "escapes": _text(TUVALU.replace("A made-up source", r'"\e]0;x\a\x9b \u202e"')),
    "overrides in a remark": _text(f"{TUVALU}# \u202e\u2066\n"),
    "executable": _bytes(b"\x7fELF\x02\x01\x01" + bytes(200)),
    "picture": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "script": _text("#!/bin/sh\nrm -rf /\n"),
    # YAML
    "deep brackets": _text("a: " + "[" * DEEP + "]" * DEEP),
    "deep braces": _text("{a: " * DEEP),
    "deep lines": _text("".join(" " * n + "a:\n" for n in range(900))),
    "aliases": _text(_YAML_LAUGHS),
    "alias of itself": _text("&a [*a]"),
    "merge keys": _text(f"x: &x {{a: 1}}\n{TUVALU}<<: *x\n"),
    "tag of Python": _text("!!python/object/apply:os.system [echo]"),
    "binary tag": _text("state: !!binary VFVW\n"),
    "second document": _text(f"{TUVALU}---\n{TUVALU}"),
    "keys twice": _text(TUVALU + TUVALU),
    "key that is a list": _text("[a, b]: 1\n"),
    "list": _text("- a\n- b\n"),
    "number": _text("42\n"),
    "long number": _text("state: " + "9" * 9_000),
    "long key": _text("k" * 90_000 + ": 1\n"),
    "directive": _text("%YAML 9.9\n---\na: 1\n"),
    "tabs": _text("a:\n\tb: 1\n"),
    "odd dates": _text(TUVALU.replace("2011-09-13", "2011-02-30")),
    "year nought": _text(TUVALU.replace("2011-09-13", "0000-00-00")),
    "braces and names": _text(TUVALU.replace("made-up", "{{ 7*7 }} %s {0} ${x} `id`")),
    # other formats
    "JSON": _text('{"state": "TUV", "membership": [1e999, NaN]}'),
    "deep JSON": _text("[" * 100_000),
    "XML": _bytes(_XML + b"<a/>"),
    "XML entities": _bytes(_LAUGHS),
    "XML from outside": _bytes(_OUTSIDE),
    "HTML": _text("<!doctype html><script>alert(1)</script><table><tr><td>x</table>"),
    "CSV": _text("state,iso3\nTuvalu,TUV\n"),
    "CSV quotes": _text('a,"b\nc,"d",e"f\n"'),
    "CSV nulls": _bytes(b"a,\0b\n\0,\n"),
    "CSV formulas": _text("=cmd|'/c calc'!A0,+1,-1,@x\n"),
    "CSV wide": _text("," * 300_000),
    "zip": _bytes(_zip(a=b"a")),
    "empty zip": _bytes(_zip()),
    "cut zip": _bytes(_zip(**_BOOK)[:60]),
    "zip bomb": lambda path: _put(path, _zip(xl__workbook=_BOMB, word__document=_BOMB)),
    "zip of paths": _bytes(_zip(**{"../../etc/passwd": b"x", "/abs": b"x"})),
    "workbook without sheets": _bytes(_zip(**_BOOK)),
    "workbook of no XML": _bytes(_zip(**{"xl/workbook.xml": b"\0", "[Content_Types].xml": b"<"})),
    "workbook with entities": _bytes(_zip(**{"xl/workbook.xml": _LAUGHS})),
    "document of no XML": _bytes(_zip(**{"word/document.xml": b"\xff<w:"})),
    "document with entities": _bytes(_zip(**{"word/document.xml": _LAUGHS})),
    "old Office": _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "SQLite heading": _bytes(b"SQLite format 3\0" + bytes(84)),
    "SQLite torn": _bytes(b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20" + b"\xff" * 4_072),
    "PDF": _bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "gzip": _bytes(b"\x1f\x8b\x08\0" + bytes(20)),
}

NAMES: dict[str, bytes] = {
    "no UTF-8": b"C\xf4te.yaml",
    "line break": b"a\nb.yaml",
    "escape": b"\x1b]0;x\x07.yaml",
    "override": "\u202eLMAY.yaml".encode(),
    "long": b"x" * 250 + b".yaml",
    "option": b"--records.yaml",
    "space": b" .yaml",
}
"""Names of files that hold a record of Tuvalu."""
