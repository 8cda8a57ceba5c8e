"""`python -m flash_mini.train STAGE`: one stage; `model` for what models/flash-mini needs; `all` for the rivals, ablations and their
table too; `sweep` only when it is named.

Each stage goes on where it was interrupted and returns at once when it is done.
"""
import argparse
import importlib
import time
from dataclasses import fields, replace

import torch

from .budgets import BUDGETS
from .settings import Settings

STAGES = {"data": "data", "autoencoder": "train_autoencoder", "encoder": "train_encoder", "latents": "latents", "thing-latents": "things.latents", "teacher": "train_teacher", "judge": "things.measure",
          "answers": "answers", "student": "distill", "decoder": "train_decoder", "thing-decoder": "things.seeing", "rival-steps": "rival_steps", "rival-consistency": "rival_consistency",
          "rival-adversarial": "rival_adversarial", "ablations": "ablations", "sweep": "sweep",
          "export": "export", "referee": "train_referee", "evaluate": "evaluate", "compare": "compare", "report": "report"}
EXTRA = {"rival-steps", "rival-consistency", "rival-adversarial", "ablations", "sweep", "referee", "evaluate", "compare", "report"}
"""Only for the comparison, so left out of `model`."""
STORED = {"encoder", "thing-latents", "judge", "thing-decoder"}
"""Only with `--layout`."""


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m flash_mini.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=[*STAGES, "model", "all"])
    parser.add_argument("--budget", choices=list(BUDGETS), default="laptop", help="how much to train; see budgets.py")
    for field in fields(Settings):
        kind = {"action": argparse.BooleanOptionalAction} if isinstance(field.default, bool) else {"type": type(field.default)}
        parser.add_argument("--" + field.name.replace("_", "-"), default=argparse.SUPPRESS, help=f"default: {field.default}", **kind)
    arguments = vars(parser.parse_args(words))
    stage = arguments.pop("stage")
    settings = replace(Settings(), **(BUDGETS[arguments.pop("budget")] | arguments))
    torch.set_num_threads(settings.threads)
    if settings.device.startswith("cuda"):
        torch.backends.cudnn.benchmark = True
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    groups = {"model": [name for name in STAGES if name not in EXTRA], "all": [name for name in STAGES if name != "sweep"]}
    for name in (name for name in groups.get(stage, [stage]) if stage == name or settings.layout or name not in STORED):
        started = time.monotonic()
        importlib.import_module(f"flash_mini.{STAGES[name]}").run(settings)
        print(f"{name}: {(time.monotonic() - started) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
