"""The autoencoder's crops: inside the picture, mostly around a thing, and each with the map of where things stand in it."""
import numpy as np
import torch

from flash_mini.train_autoencoder import corner, sample


def test_most_crops_hold_the_thing_and_all_lie_inside():
    torch.manual_seed(0)
    standing = torch.zeros(64, 64)
    standing[0, 63] = 1
    corners = [corner(standing, 256, 64, 4) for _ in range(400)]
    assert all(0 <= at <= 192 for pair in corners for at in pair)
    share = sum(pair == [0, 192] for pair in corners) / 400
    assert 0.68 < share < 0.82
    assert all(0 <= at <= 192 for at in corner(torch.zeros(64, 64), 256, 64, 4))


def test_the_map_is_cut_where_the_picture_is():
    torch.manual_seed(0)
    standing = np.zeros((1, 1, 64, 64), np.float32)
    standing[0, 0, 20:30, 40:50] = 1
    pictures = np.zeros((1, 256, 256, 3), np.uint8)
    pictures[0, 80:120, 160:200] = 255
    crops, places = sample(pictures, 16, 96, standing)
    assert crops.shape == (16, 3, 96, 96) and places.shape == (16, 1, 96, 96)
    assert torch.equal(crops[:, :1] > 0, places > 0)
