"""The discriminator learns, leaves the teacher alone, and pulls on nothing but the estimate."""
import pytest
import torch

from flash_mini.autoencoder import LATENT_CHANNELS
from flash_mini.discriminator import Critic, balanced, hinge, random_times
from flash_mini.settings import Settings
from flash_mini.unet import UNet


@pytest.fixture(scope="module")
def unet():
    torch.manual_seed(0)
    unet = UNet().eval()
    for weight in unet.parameters():
        if weight.ndim > 1:
            torch.nn.init.normal_(weight, std=0.03)
    return unet.requires_grad_(False)


def test_hinge_is_two_without_knowledge_and_none_beyond_the_margin():
    assert float(hinge(torch.zeros(4, 3), torch.zeros(4, 3))) == 2
    assert float(hinge(torch.full((4, 3), 1.5), torch.full((4, 3), -1.5))) == 0


def test_balanced_gradient_has_the_asked_for_proportion():
    reconstruction, adversarial = torch.tensor([3.0, 4.0]), torch.tensor([0.0, 100.0])
    assert torch.allclose(balanced(reconstruction, adversarial, 0.5), torch.tensor([3.0, 6.5]))
    assert torch.equal(balanced(reconstruction, torch.zeros(2), 0.5), reconstruction)


def test_times_stay_in_the_schedule_and_reach_both_ends():
    torch.manual_seed(0)
    times = random_times(5000, torch.device("cpu"))
    assert 0 <= times.min() < 60 and 880 < times.max() <= 999 and 240 < times.float().median() < 300


def test_it_learns_to_tell_and_its_pull_leads_towards_the_drawn(unet):
    torch.manual_seed(0)
    critic = Critic(unet, Settings(precision="fp32"))
    before = {name: value.clone() for name, value in unet.state_dict().items()}
    embeds, phase = torch.randn(8, 5, 160), torch.rand(8)
    drawn, generated = torch.randn(8, LATENT_CHANNELS, 8, 8) * 0.3 + 1, torch.randn(8, LATENT_CHANNELS, 8, 8) * 0.3 - 1
    losses = [float(critic.learn(drawn, generated, embeds, phase, 1.0)) for _ in range(25)]
    assert losses[-1] < 0.7 * losses[0]

    student = torch.nn.Parameter(torch.zeros(()))
    pull = critic.pull(generated + student, embeds, phase)
    assert pull.shape == generated.shape and student.grad is None
    assert float((pull * (drawn - generated)).sum()) < 0, "going against the gradient should lead towards the drawn"
    assert all(torch.equal(value, before[name]) for name, value in unet.state_dict().items())
    assert all(weight.grad is None for weight in unet.parameters())
