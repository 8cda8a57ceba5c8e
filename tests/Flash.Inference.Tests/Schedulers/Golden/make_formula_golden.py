"""Writes formula-golden.json: DDIM with fresh noise (eta) and LCM with a clamped estimate (clip_sample), in float64 from the papers' formulas.

    python3 tests/Flash.Inference.Tests/Schedulers/Golden/make_formula_golden.py

DDIM: Song et al. 2020, arXiv:2010.02502, equations 12 and 16. LCM: Luo et al. 2023, arXiv:2310.04378, equation 9 and algorithm 1; what is clamped is the
estimate of x_0, before the boundary condition, as diffusers does. The model, the sample and the noise are those of make_scheduler_golden.py. Written with
numpy 1.24.2; needs nothing else.
"""
import itertools
import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
SIZE, PROBES, TRAIN = 4 * 3 * 8 * 8, [1, 2, 255, 511, 767], 1000
SD = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
ALPHAS = np.cumprod(1 - np.linspace(SD["beta_start"] ** 0.5, SD["beta_end"] ** 0.5, TRAIN) ** 2)


def sample():
    return (np.arange(SIZE).reshape(3, 8, 8, 4) / SIZE).transpose(3, 0, 1, 2).flatten()


def noise(step):
    return 2 ** 0.5 * np.sin(0.7 * np.arange(SIZE) + step)


def estimates(prediction, x, out, alpha):
    """x_0 and epsilon."""
    if prediction == "epsilon":
        return (x - (1 - alpha) ** 0.5 * out) / alpha ** 0.5, out
    if prediction == "v_prediction":
        return alpha ** 0.5 * x - (1 - alpha) ** 0.5 * out, alpha ** 0.5 * out + (1 - alpha) ** 0.5 * x
    return out, (x - alpha ** 0.5 * out) / (1 - alpha) ** 0.5


def ddim(config, timesteps, eta, own):
    x, trail, steps = sample(), [], len(timesteps)
    for k, t in enumerate(timesteps):
        prev = (timesteps[k + 1] if k + 1 < steps else -1) if own else t - TRAIN // steps
        alpha, after = ALPHAS[t], ALPHAS[prev] if prev >= 0 else (1.0 if config.get("set_alpha_to_one", True) else ALPHAS[0])
        x0, eps = estimates(config["prediction_type"], x, np.sin(x) * t / (t + 1), alpha)
        if config["clip_sample"]:
            x0 = x0.clip(-1, 1)
        sigma = eta * ((1 - after) / (1 - alpha) * (1 - alpha / after)) ** 0.5
        x = after ** 0.5 * x0 + (1 - after - sigma ** 2) ** 0.5 * eps + sigma * noise(k)
        trail.append(x[255])
    return x, trail


def lcm(config, timesteps):
    x, trail = sample(), []
    for k, t in enumerate(timesteps):
        scaled, limit = t * 10.0, config.get("clip_sample_range", 1.0)
        skip, own = 0.25 / (scaled ** 2 + 0.25), scaled / (scaled ** 2 + 0.25) ** 0.5
        x0, _ = estimates(config["prediction_type"], x, np.sin(x) * t / (t + 1), ALPHAS[t])
        x = own * x0.clip(-limit, limit) + skip * x
        if k + 1 < len(timesteps):
            after = ALPHAS[timesteps[k + 1]]
            x = after ** 0.5 * x + (1 - after) ** 0.5 * noise(k)
        trail.append(x[255])
    return x, trail


def case(name, config, timesteps, ran, **given):
    x, trail = ran
    return {"config": {"_class_name": name, **config}, **given, "timesteps": [float(t) for t in timesteps], "trail": [float(value) for value in trail],
            "sum": float(np.abs(x).sum()), "probes": [float(x[i]) for i in PROBES]}


def cases():
    for prediction, clip, eta in itertools.product(["epsilon", "v_prediction", "sample"], [False, True], [0.0, 0.5, 1.0]):
        config, timesteps = {**SD, "prediction_type": prediction, "clip_sample": clip}, [900, 800, 700, 600, 500, 400, 300, 200, 100, 0]
        yield case("DDIMScheduler", config, timesteps, ddim(config, timesteps, eta, False), steps=10, eta=eta)
    # The last step lands short of a clean sample, so that it too has fresh noise.
    short = {**SD, "prediction_type": "epsilon", "clip_sample": False, "set_alpha_to_one": False}
    yield case("DDIMScheduler", short, [750, 500, 250, 0], ddim(short, [750, 500, 250, 0], 1.0, False), steps=4, eta=1.0)
    yield case("DDIMScheduler", short, [999, 600, 20], ddim(short, [999, 600, 20], 0.7, True), visit=[999.0, 600.0, 20.0], eta=0.7)
    for prediction, limit in itertools.product(["epsilon", "v_prediction", "sample"], [1.0, 0.3]):
        config = {**SD, "prediction_type": prediction, "clip_sample": True, "clip_sample_range": limit}
        yield case("LCMScheduler", config, [999, 759, 499, 259], lcm(config, [999, 759, 499, 259]), steps=4)
        yield case("LCMScheduler", config, [999], lcm(config, [999]), steps=1)


(HERE / "formula-golden.json").write_text(json.dumps({"cases": list(cases())}, indent=1) + "\n")
