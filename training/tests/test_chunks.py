"""A stage in chunks keeps what it has and makes the rest."""
import numpy as np

from flash_mini import chunks


def test_only_what_is_missing_is_made_and_all_of_it_is_read(tmp_path):
    asked = []

    def make(numbers: range) -> dict[str, np.ndarray]:
        asked.append(numbers)
        return {"values": np.array(numbers)}

    chunks.write(tmp_path / "numbers", 5, 2, make, "numbers")
    (tmp_path / "numbers" / "0001.npz").unlink()
    chunks.write(tmp_path / "numbers", 5, 2, make, "numbers")
    assert asked == [range(0, 2), range(2, 4), range(4, 5), range(2, 4)]
    assert chunks.read(tmp_path / "numbers", "values").tolist() == [0, 1, 2, 3, 4]
    assert not chunks.missing(tmp_path / "numbers", 5, 2)
