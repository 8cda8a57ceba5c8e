"""Distances between two heaps of pictures: of what the referee sees in them, and of their colours."""
import numpy as np


def frechet_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Between Gaussians fitted to the rows of a and b (Heusel et al. 2017, arXiv:1706.08500): |m_a - m_b|^2 + tr(C_a + C_b - 2 (C_a C_b)^1/2)."""
    a, b = a.astype(np.float64), b.astype(np.float64)
    means, covariances = (a.mean(0), b.mean(0)), (np.cov(a, rowvar=False), np.cov(b, rowvar=False))
    root = _root(covariances[0])
    # The eigenvalues of C_a C_b are those of the symmetric C_a^1/2 C_b C_a^1/2.
    cross = np.sqrt(np.clip(np.linalg.eigvalsh(root @ covariances[1] @ root), 0, None)).sum()
    return float(max(0.0, np.square(means[0] - means[1]).sum() + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * cross))


def _root(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T


def colour_statistics(pictures: np.ndarray) -> np.ndarray:
    """uint8 [n, h, w, 3] to float64 [n, 7]: mean and deviation of red, green and blue, and mean saturation (largest minus least channel), in 0..1."""
    pixels = pictures.reshape(len(pictures), -1, 3).astype(np.float32) / 255
    saturation = (pixels.max(2) - pixels.min(2)).mean(1, keepdims=True)
    return np.concatenate([pixels.mean(1), pixels.std(1), saturation], 1).astype(np.float64)


def colour_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Frechet distance of colour statistics, times 1000."""
    return 1000 * frechet_distance(colour_statistics(a), colour_statistics(b))
