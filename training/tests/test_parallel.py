"""Several processes that train one model."""
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from flash_mini import parallel
from flash_mini.loop import Loop
from flash_mini.settings import Settings


def train(settings: Settings) -> None:
    """Three steps of a linear model; every process keeps what it saw and what it ended with."""
    torch.manual_seed(settings.seed)
    model, seen = nn.Linear(3, 1, bias=False), []
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in Loop("linear", settings, 3, 4, {"model": model}):
        batch = torch.randn(4 // settings.processes, 3)
        seen.append(batch)
        optimizer.zero_grad()
        model(batch).square().mean().backward()
        parallel.average_gradients(model)
        optimizer.step()
    torch.save((torch.stack(seen), model.weight.detach()), settings.work / f"rank-{parallel.rank()}.pt")


def test_two_processes_take_the_steps_of_one_that_sees_both_halves(tmp_path: Path):
    settings = replace(Settings(), work=tmp_path, processes=2, teacher_batch=4)
    parallel.run(train, settings)
    (first, weight), (second, other) = (torch.load(tmp_path / f"rank-{rank}.pt") for rank in (0, 1))
    assert not torch.equal(first, second), "each sees pictures of its own"
    assert torch.equal(weight, other), "they stay alike"
    torch.manual_seed(settings.seed)
    model = nn.Linear(3, 1, bias=False)
    for halves in zip(first, second):
        model.zero_grad()
        model(torch.cat(halves)).square().mean().backward()
        with torch.no_grad():
            model.weight -= 0.1 * model.weight.grad
    assert torch.allclose(weight, model.weight, atol=1e-6)
    assert torch.equal(torch.load(tmp_path / "linear.pt")["model"]["weight"], weight), "the first one saves"


def test_alone_nothing_is_averaged_and_nothing_is_started(tmp_path: Path):
    parallel.run(train, replace(Settings(), work=tmp_path))
    assert [path.name for path in tmp_path.glob("rank-*")] == ["rank-0.pt"]


@pytest.mark.parametrize("wrong", [{"processes": 0}, {"processes": 3, "teacher_batch": 32}, {"processes": 2, "device": "cuda"}, {"processes": 2, "teacher_minutes": 5.0}])
def test_what_cannot_be_shared_is_refused_with_a_sentence(wrong):
    with pytest.raises(SystemExit, match="--processes is 1, or more where"):
        parallel.run(train, replace(Settings(), **wrong))
