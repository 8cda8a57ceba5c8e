"""What is written in C because PyTorch's own operations spend their time carrying numbers to memory and back.

Compiled on first use with the machine's C compiler. Where there is none, `library` is None and everything is computed by PyTorch, to the same numbers
but for rounding.
"""
import ctypes
import hashlib
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from ..settings import ROOT

SOURCE = Path(__file__).with_name("norm_silu.c")
FLAGS = ["-O3", "-march=native", "-ffast-math", "-fopenmp", "-fPIC", "-shared"]


@cache
def library() -> ctypes.CDLL | None:
    compiler = shutil.which("cc")
    if not compiler or os.environ.get("FLASH_MINI_NATIVE") == "0":
        return None
    folder = ROOT / "work" / "native"
    path = folder / f"norm_silu-{hashlib.sha256(SOURCE.read_bytes() + cpu()).hexdigest()[:12]}.so"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{os.getpid()}.so"
        done = subprocess.run([compiler, *FLAGS, str(SOURCE), "-o", str(partial), "-lm"], capture_output=True, text=True)
        if done.returncode:
            print(f"{SOURCE.name} was not compiled, so training is slower: {done.stderr.strip()[-200:]}", flush=True)
            return None
        os.replace(partial, path)
    return ctypes.CDLL(str(path))


def cpu() -> bytes:
    """Code for this machine may not run on another that shares the folder."""
    info = Path("/proc/cpuinfo")
    return next((line for line in info.read_bytes().splitlines() if line.startswith(b"flags")), b"") if info.exists() else b""
