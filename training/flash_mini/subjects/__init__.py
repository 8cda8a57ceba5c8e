"""Everything that can be the subject of a picture, by its name."""
from .aircraft import balloon
from .boats import boat
from .buildings import house
from .land import mountain
from .pets import cat
from .plants import flower, tree
from .road import car
from .sea_animals import fish
from .sky import moon, star, sun
from .subject import ANY, GROUND, SKY, UNDER, WATER, Subject

SUBJECTS: dict[str, Subject] = {
    "cat": Subject(cat, 1.0, GROUND, ("orange", "black", "brown"), ("meadow", "city"), ("kitten", "kitty")),
    "fish": Subject(fish, 1.36, UNDER, ("orange", "blue"), ("underwater",), ("goldfish",)),
    "boat": Subject(boat, 1.12, WATER, ("red", "white", "blue"), ("sea",), ("sailboat", "sailing boat", "yacht")),
    "car": Subject(car, 1.6, GROUND, ("red", "blue"), ("city",), ("automobile",)),
    "balloon": Subject(balloon, 0.8, SKY, ("red", "orange"), ("sky",), ("hot-air balloon", "hot air balloon")),
    "house": Subject(house, 1.04, GROUND, ("red", "white", "brown"), ("meadow",), ("cottage", "home")),
    "tree": Subject(tree, 0.95, GROUND, ("green",), ("meadow",), ("oak",)),
    "flower": Subject(flower, 0.8, GROUND, ("pink", "red", "yellow"), ("meadow",), ("blossom", "daisy")),
    "mountain": Subject(mountain, 1.9, GROUND, ("brown", "purple"), ("meadow", "snow"), ("peak", "hill")),
    "sun": Subject(sun, 1.05, SKY, ("yellow", "orange"), ("sky",)),
    "moon": Subject(moon, 1.0, SKY, ("white", "yellow"), ("sky",), ("crescent moon",)),
    "star": Subject(star, 1.0, SKY, ("yellow",), ("sky",)),
}
