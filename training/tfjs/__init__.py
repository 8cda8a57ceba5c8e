"""TensorFlow.js layers models to ONNX: how the networks in models/upscaler and models/safety-checker were made."""
