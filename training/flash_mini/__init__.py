"""flash-mini: a small text-to-image latent diffusion model, trained from scenes this package draws itself."""
