"""Things that are stored as pictures: vector art under free licences, which the model places, lights and restyles."""
