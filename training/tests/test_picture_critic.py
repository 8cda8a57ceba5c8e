"""The discriminator of decoded pictures notices blur, and its pull takes it away."""
import torch
from torch.nn import functional as F

from flash_mini.picture_critic import PictureCritic
from flash_mini.settings import Settings


def test_it_learns_to_tell_a_blurred_picture_and_pulls_it_towards_a_sharp_one():
    torch.manual_seed(0)
    critic = PictureCritic(Settings(precision="fp32", picture_critic_rate=3e-3))
    sharp = torch.sign(torch.randn(8, 3, 64, 64))
    blurred = F.avg_pool2d(sharp, 3, stride=1, padding=1)
    losses = [float(critic.learn(sharp, blurred, 1.0)) for _ in range(30)]
    assert losses[-1] < 0.5 * losses[0]

    decoder = torch.nn.Parameter(torch.zeros(()))
    pull = critic.pull(blurred + decoder)
    assert pull.shape == blurred.shape and decoder.grad is None
    assert float((pull * (sharp - blurred)).sum()) < 0, "going against the gradient should lead towards the sharp"
    assert critic.model(sharp).shape == (8, 1, 8, 8)


def test_its_rate_is_the_settings_times_the_schedules():
    critic = PictureCritic(Settings(precision="fp32", picture_critic_rate=1e-3))
    critic.learn(torch.ones(1, 3, 16, 16), torch.zeros(1, 3, 16, 16), 0.25)
    assert [group["lr"] for group in critic.optimizer.param_groups] == [2.5e-4]
