"""The schedule's numbers and the sampler, against the tables of our Imagine Flash notes (sections 1 and 7.5)."""
import pytest
import torch

from flash_mini.diffusion import (add_noise, alpha, imagine_flash, next_latents, predicted_noise, predicted_x0, sigma, trailing_timesteps, velocity)


@pytest.mark.parametrize("t, expected_alpha, expected_sigma", [
    (999, 0.068265, 0.997667), (800, 0.192015, 0.981392), (666, 0.324161, 0.946002), (499, 0.526943, 0.849900), (332, 0.732558, 0.680704),
    (0, 0.999575, 0.029155)])
def test_schedule_matches_the_reference_table(t, expected_alpha, expected_sigma):
    assert float(alpha(t)) == pytest.approx(expected_alpha, abs=1e-6)
    assert float(sigma(t)) == pytest.approx(expected_sigma, abs=1e-6)


@pytest.mark.parametrize("steps, expected", [(1, [999]), (2, [999, 499]), (3, [999, 666, 332]), (4, [999, 749, 499, 249])])
def test_timesteps_are_trailing(steps, expected):
    assert trailing_timesteps(steps) == expected


def test_velocity_gives_back_data_and_noise():
    x0, noise, t = torch.randn(4, 2, 3, 3), torch.randn(4, 2, 3, 3), torch.tensor([0, 300, 700, 999])
    x, v = add_noise(x0, noise, t), velocity(x0, noise, t)
    assert torch.allclose(predicted_x0(x, v, t), x0, atol=1e-5)
    assert torch.allclose(predicted_noise(x, v, t), noise, atol=1e-5)


def test_noise_correction_changes_the_first_step_by_exactly_the_error_of_the_predicted_noise():
    start, v = torch.randn(1, 2, 3, 3), torch.randn(1, 2, 3, 3)
    change = next_latents(start, v, 999, 499, start) - next_latents(start, v, 999, 499)
    assert torch.allclose(change, sigma(499) * (start - predicted_noise(start, v, 999)), atol=1e-5)


def dummy_sample() -> torch.Tensor:
    """diffusers' `dummy_sample_deter`."""
    return (torch.arange(768).reshape(3, 8, 8, 4) / 768).permute(3, 0, 1, 2)


@pytest.mark.parametrize("steps, plain, corrected", [(1, 356.0432, 356.0432), (2, 51.3335, 44.4369), (3, 5.9914, 5.4637), (4, 26.5017, 24.4198)])
def test_sampler_matches_the_reference_sums(steps, plain, corrected):
    for noise_correction, expected in ((False, plain), (True, corrected)):
        result = imagine_flash(lambda x, t: x * t / (t + 1), dummy_sample(), trailing_timesteps(steps), noise_correction)
        assert float(result.abs().sum()) == pytest.approx(expected, abs=2e-3)
