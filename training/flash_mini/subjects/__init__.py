"""Everything that can be the subject of a picture, by its name."""
from .aircraft import balloon, helicopter, kite, plane, rocket
from .birds import bird, duck, owl, penguin
from .boats import boat, ship, submarine
from .buildings import house, skyscraper, tent
from .dragons import dinosaur, dragon
from .insects import bee, butterfly, ladybird
from .land import mountain, volcano
from .objects import apple, cake, clock, cup, guitar, heart, lamp, umbrella
from .people import astronaut, ghost, person, robot, snowman
from .pets import bear, cat, dog, fox, rabbit
from .plants import cactus, flower, mushroom, palm, pine, sunflower, tree
from .road import bicycle, bus, car, train, truck
from .sea_animals import fish, jellyfish, octopus, turtle, whale
from .sky import cloud, moon, planet, rainbow, star, sun
from .subject import ANY, GROUND, SKY, UNDER, WATER, Subject
from .towers import bridge, castle, lighthouse, tower, windmill
from .wild_animals import elephant, giraffe, horse, lion

SUBJECTS: dict[str, Subject] = {
    "cat": Subject(cat, 0.9, GROUND, ("orange", "black", "grey", "brown"), ("meadow", "city"), ("kitten", "kitty")),
    "dog": Subject(dog, 1.3, GROUND, ("brown", "white", "black"), ("meadow", "city"), ("puppy", "doggy", "hound")),
    "fox": Subject(fox, 1.0, GROUND, ("orange", "red"), ("forest", "meadow"), ("red fox",)),
    "rabbit": Subject(rabbit, 0.75, GROUND, ("white", "brown", "grey"), ("meadow", "forest"), ("bunny", "hare")),
    "bear": Subject(bear, 0.88, GROUND, ("brown", "white"), ("forest", "mountains"), ("teddy bear", "teddy")),
    "lion": Subject(lion, 1.0, GROUND, ("orange", "yellow"), ("desert", "meadow"), ()),
    "horse": Subject(horse, 1.15, GROUND, ("brown", "white", "black"), ("meadow",), ("pony", "stallion")),
    "elephant": Subject(elephant, 1.5, GROUND, ("grey", "blue"), ("desert", "meadow"), ()),
    "giraffe": Subject(giraffe, 0.75, GROUND, ("yellow", "orange"), ("desert", "meadow"), ()),
    "dinosaur": Subject(dinosaur, 1.2, GROUND, ("green", "purple"), ("forest", "desert"), ("dino", "T-rex")),
    "dragon": Subject(dragon, 1.4, GROUND, ("green", "red", "purple"), ("mountains", "sky"), ()),
    "bird": Subject(bird, 1.3, SKY, ("blue", "red"), ("sky", "forest"), ("songbird", "sparrow")),
    "owl": Subject(owl, 0.8, ANY, ("brown", "white", "grey"), ("forest",), ()),
    "duck": Subject(duck, 1.2, WATER, ("yellow", "white"), ("sea",), ("duckling", "rubber duck")),
    "penguin": Subject(penguin, 0.9, GROUND, ("black", "blue"), ("snow",), ()),
    "butterfly": Subject(butterfly, 1.1, SKY, ("orange", "blue", "purple"), ("meadow", "sky"), ()),
    "bee": Subject(bee, 1.2, SKY, ("yellow",), ("meadow", "sky"), ("bumblebee",)),
    "ladybird": Subject(ladybird, 1.55, GROUND, ("red",), ("meadow",), ("ladybug", "beetle")),
    "whale": Subject(whale, 1.9, WATER, ("blue", "grey"), ("sea", "underwater"), ()),
    "jellyfish": Subject(jellyfish, 0.8, UNDER, ("pink", "purple"), ("underwater",), ()),
    "turtle": Subject(turtle, 1.6, ANY, ("green", "brown"), ("underwater", "meadow"), ("tortoise", "sea turtle")),
    "octopus": Subject(octopus, 1.18, UNDER, ("purple", "red", "pink"), ("underwater",), ("squid",)),
    "fish": Subject(fish, 1.3, UNDER, ("orange", "blue"), ("underwater",), ("goldfish",)),
    "boat": Subject(boat, 1.12, WATER, ("red", "white", "blue"), ("sea",), ("sailboat", "sailing boat", "yacht")),
    "car": Subject(car, 1.6, GROUND, ("red", "blue"), ("city",), ("automobile",)),
    "balloon": Subject(balloon, 0.8, SKY, ("red", "orange"), ("sky",), ("hot-air balloon", "hot air balloon")),
    "house": Subject(house, 1.04, GROUND, ("red", "white", "brown"), ("meadow",), ("cottage", "home")),
    "tree": Subject(tree, 0.95, GROUND, ("green",), ("meadow",), ("oak",)),
    "flower": Subject(flower, 0.8, GROUND, ("pink", "red", "yellow"), ("meadow",), ("blossom", "daisy")),
    "mountain": Subject(mountain, 1.8, GROUND, ("grey", "brown", "purple"), ("meadow", "snow"), ("peak", "hill")),
    "sun": Subject(sun, 1.05, SKY, ("yellow", "orange"), ("sky",)),
    "moon": Subject(moon, 0.9, SKY, ("white", "yellow"), ("sky",), ("crescent moon",)),
    "star": Subject(star, 1.0, SKY, ("yellow",), ("sky",)),
    "ship": Subject(ship, 1.7, WATER, ("red", "white", "blue"), ("sea",), ("steamer", "steamship", "ocean liner", "ferry")),
    "submarine": Subject(submarine, 1.6, UNDER, ("yellow", "red"), ("underwater", "sea"), ()),
    "bus": Subject(bus, 1.5, GROUND, ("red", "yellow"), ("city",), ("coach", "school bus")),
    "train": Subject(train, 1.95, GROUND, ("red", "black", "green"), ("meadow", "mountains"), ("steam train", "locomotive")),
    "truck": Subject(truck, 1.55, GROUND, ("red", "blue"), ("city", "desert"), ("lorry",)),
    "bicycle": Subject(bicycle, 1.55, GROUND, ("red", "blue"), ("city", "meadow"), ("bike",)),
    "plane": Subject(plane, 1.65, SKY, ("white", "blue", "grey"), ("sky",), ("airplane", "aeroplane", "aircraft", "jet")),
    "rocket": Subject(rocket, 0.68, SKY, ("red", "white"), ("space", "sky"), ("spaceship", "space rocket")),
    "helicopter": Subject(helicopter, 1.75, SKY, ("red", "blue"), ("sky", "city"), ()),
    "kite": Subject(kite, 0.7, SKY, ("red", "yellow"), ("sky", "meadow"), ()),
    "castle": Subject(castle, 1.05, GROUND, ("grey", "white", "pink"), ("mountains", "meadow"), ("palace", "fortress")),
    "lighthouse": Subject(lighthouse, 0.65, GROUND, ("red", "white"), ("sea",), ()),
    "windmill": Subject(windmill, 0.85, GROUND, ("white", "brown"), ("meadow",), ("mill",)),
    "tower": Subject(tower, 0.72, GROUND, ("brown", "grey"), ("city",), ("Eiffel tower", "iron tower")),
    "skyscraper": Subject(skyscraper, 0.45, GROUND, ("blue", "grey"), ("city",), ("high-rise", "office tower")),
    "bridge": Subject(bridge, 2.0, GROUND, ("red", "orange"), ("sea", "city"), ("suspension bridge",)),
    "tent": Subject(tent, 1.3, GROUND, ("orange", "green", "red"), ("forest", "mountains", "meadow"), ("camping tent",)),
    "pine": Subject(pine, 0.75, GROUND, ("green",), ("forest", "snow", "mountains"), ("pine tree", "fir tree", "Christmas tree")),
    "palm": Subject(palm, 1.1, GROUND, ("green",), ("desert", "sea"), ("palm tree", "coconut tree")),
    "mushroom": Subject(mushroom, 0.92, GROUND, ("red", "brown"), ("forest", "meadow"), ("toadstool",)),
    "cactus": Subject(cactus, 0.72, GROUND, ("green",), ("desert",), ()),
    "sunflower": Subject(sunflower, 0.72, GROUND, ("yellow", "orange"), ("meadow",), ()),
    "volcano": Subject(volcano, 1.5, GROUND, ("brown", "grey", "black"), ("desert", "mountains"), ()),
    "planet": Subject(planet, 1.6, SKY, ("orange", "purple", "brown"), ("space",), ("Saturn",)),
    "cloud": Subject(cloud, 1.5, SKY, ("white",), ("sky",), ()),
    "rainbow": Subject(rainbow, 1.95, SKY, ("white",), ("sky", "meadow"), ()),
    "lamp": Subject(lamp, 0.8, ANY, ("yellow", "red"), ("room",), ("table lamp", "desk lamp")),
    "umbrella": Subject(umbrella, 1.1, ANY, ("red", "blue", "black"), ("city", "room"), ("parasol",)),
    "cup": Subject(cup, 1.08, ANY, ("white", "blue", "red"), ("room",), ("mug", "cup of coffee", "cup of tea", "teacup")),
    "guitar": Subject(guitar, 0.62, ANY, ("brown", "orange", "red"), ("room",), ("acoustic guitar",)),
    "heart": Subject(heart, 1.08, ANY, ("red", "pink"), ("sky", "room"), ()),
    "cake": Subject(cake, 1.15, ANY, ("pink", "white", "brown"), ("room",), ("birthday cake",)),
    "clock": Subject(clock, 0.88, ANY, ("red", "blue", "yellow"), ("room",), ("alarm clock",)),
    "apple": Subject(apple, 0.9, ANY, ("red", "green"), ("room", "meadow"), ()),
    "robot": Subject(robot, 0.85, GROUND, ("grey", "blue", "red"), ("city", "space", "room"), ("android",)),
    "snowman": Subject(snowman, 0.85, GROUND, ("white",), ("snow",), ()),
    "person": Subject(person, 0.75, GROUND, ("red", "blue", "green"), ("city", "meadow", "room"), ("man", "woman", "child", "boy", "girl")),
    "astronaut": Subject(astronaut, 1.0, ANY, ("white", "orange"), ("space",), ("spaceman", "cosmonaut")),
    "ghost": Subject(ghost, 0.85, ANY, ("white",), ("city", "forest", "room"), ("spirit",)),
}
