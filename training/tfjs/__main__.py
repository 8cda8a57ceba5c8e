"""Converts a layers model: `python3 -m tfjs FOLDER model.onnx --input-range 255 --output-range 255`."""
import argparse
from pathlib import Path

import onnx

from tfjs.graph import convert
from tfjs.package import read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds model.json with its weights, or model.min.js with theirs")
    parser.add_argument("out", type=Path)
    parser.add_argument("--input-range", type=float, default=1, help="the most that the model's own input reaches: 1 or 255")
    parser.add_argument("--output-range", type=float, default=1, help="the same of its output")
    parser.add_argument("--producer", default="flash", help="written into the file")
    given = parser.parse_args()
    model = convert(read(given.folder), given.input_range, given.output_range, given.producer)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(given.out))
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
