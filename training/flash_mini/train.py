"""`python -m flash_mini.train STAGE`: data, autoencoder, decoder, latents, teacher, student, export, or all of them in this order.

Each stage goes on where it was interrupted and returns at once when it is done.
"""
import argparse
import importlib
import time
from dataclasses import fields, replace

import torch

from .settings import Settings

STAGES = {"data": "data", "autoencoder": "train_autoencoder", "decoder": "train_decoder", "latents": "latents", "teacher": "train_teacher", "student": "distill", "export": "export"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m flash_mini.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=[*STAGES, "all"])
    for field in fields(Settings):
        parser.add_argument("--" + field.name.replace("_", "-"), type=type(field.default), default=field.default)
    arguments = vars(parser.parse_args())
    stage = arguments.pop("stage")
    settings = replace(Settings(), **arguments)
    torch.set_num_threads(settings.threads)
    if settings.device.startswith("cuda"):
        torch.backends.cudnn.benchmark = True
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    for name in STAGES if stage == "all" else [stage]:
        started = time.monotonic()
        importlib.import_module(f"flash_mini.{STAGES[name]}").run(settings)
        print(f"{name}: {(time.monotonic() - started) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
