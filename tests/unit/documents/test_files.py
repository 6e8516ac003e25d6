"""What a file must be to be read at all, and how it is written: whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.documents.files import MAX_BYTES, read_text, write_text
from compliance_engine.errors import InvalidInputError, UsageError


def problem(path: Path) -> str:
    with pytest.raises(InvalidInputError) as raised:
        read_text(path, "GNQ.yaml")
    (told,) = raised.value.problems
    return str(told).replace("\n    ", " | ")


def written(folder: Path, data: bytes) -> Path:
    path = folder / "some.yaml"
    path.write_bytes(data)
    return path


def test_a_text_in_utf_8_is_read_as_it_is(tmp_path: Path) -> None:
    text = "name: Côte d'Ivoire, 阿富汗, أفغانستان, 😀\r\n\r\n"
    assert read_text(written(tmp_path, text.encode()), "x") == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"\xef\xbb\xbfa: 1"), "x") == "a: 1"


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b""), "x") == ""


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"a: ca\xe9", "1:6", "0xe9"),
        (b"a: 1\nb: \xff", "2:4", "0xff"),
        (b"\xff\xfea\x00", "1:1", "0xff"),
        (b"a: 1\r\n\r\nb\x80", "3:2", "0x80"),
        (b"a: \xc3", "1:4", "0xc3"),
        (b"a: \xed\xa0\x80", "1:4", "0xed"),
    ],
    ids=["latin-1", "second line", "utf-16", "windows lines", "cut short", "half a character"],
)
def test_a_file_in_another_encoding_is_refused_at_its_first_foreign_byte(
    tmp_path: Path, data: bytes, place: str, byte: str
) -> None:
    assert problem(written(tmp_path, data)) == (
        f"GNQ.yaml:{place}: is not UTF-8 text: byte {byte} "
        "| Save the file again with the encoding UTF-8."
    )


def test_the_place_of_a_foreign_byte_counts_the_characters_before_it(tmp_path: Path) -> None:
    data = "a: 1\nnáme: é".encode() + b"\xe9"
    assert problem(written(tmp_path, data)).startswith("GNQ.yaml:2:8: is not UTF-8 text")


def test_the_place_of_a_foreign_byte_counts_no_byte_order_mark(tmp_path: Path) -> None:
    told = problem(written(tmp_path, b"\xef\xbb\xbfa: \xe9"))
    assert told.startswith("GNQ.yaml:1:4: is not UTF-8 text: byte 0xe9")


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    assert len(read_text(written(tmp_path, b"#" * MAX_BYTES), "x")) == MAX_BYTES
    assert problem(written(tmp_path, b"#" * (MAX_BYTES + 1))) == (
        "GNQ.yaml: is larger than 1000 kB, far more than one State's record or one rule needs "
        "| Split the file, or check that it is what it should be."
    )


def test_a_file_of_ten_megabytes_is_refused_for_its_size_and_not_for_its_end(
    tmp_path: Path,
) -> None:
    data = b"a: " + b"x" * 10_000_000 + b"\xff"
    assert problem(written(tmp_path, data)).startswith("GNQ.yaml: is larger than 1000 kB")


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    told = problem(tmp_path / "none.yaml")
    assert told == "GNQ.yaml: cannot be read: No such file or directory"


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert problem(tmp_path).startswith("GNQ.yaml: cannot be read: ")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    text = "name: Côte d'Ivoire\n"
    write_text(tmp_path / "new.yaml", text)
    assert (tmp_path / "new.yaml").read_bytes() == text.encode()


def test_a_file_is_replaced_with_its_permissions_and_nothing_is_left_beside_it(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, b"old")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_can_be_read_by_all(tmp_path: Path) -> None:
    write_text(tmp_path / "new.yaml", "new")
    assert (tmp_path / "new.yaml").stat().st_mode & 0o777 == 0o644


def test_a_write_that_is_broken_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, b"old")
    with (
        patch.object(Path, "replace", side_effect=OSError(28, "No space left on device")),
        pytest.raises(UsageError, match=r"some\.yaml cannot be written: No space left on device"),
    ):
        write_text(path, "new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, b"old")
    with (
        patch.object(Path, "replace", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        write_text(path, "new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: No such file or directory"):
        write_text(tmp_path / "none" / "new.yaml", "new")
