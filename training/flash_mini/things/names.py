"""What people call the stored things, and what must not be taken for one.

CLDR's names are rarely what people type ("hot beverage"), and emojilib's keywords mislead where several things share one, so a keyword counts only where a single
thing has it; the words people use most are written by hand.
"""
from . import art

SCENERY = frozenset((
    "globe showing Europe-Africa", "globe showing Americas", "globe showing Asia-Australia", "globe with meridians", "world map", "map of Japan", "mountain", "snow-capped mountain", "mount fuji",
    "camping", "beach with umbrella", "desert", "desert island", "national park", "building construction", "foggy", "night with stars", "cityscape", "sunrise over mountains", "sunrise",
    "cityscape at dusk", "sunset", "bridge at night", "hot springs", "milky way", "fog", "wind face", "water wave", "houses", "stadium", "framed picture", "fireworks",
))
"""Pictures of places and hours: as words these are settings, not things. Found only by their whole names."""

SYNONYMS = {
    "hot beverage": "coffee|cup of coffee|mug of coffee|espresso|cappuccino|latte|hot chocolate|cup of tea|cocoa|mug", "dog": "puppy|doggy|doggo|hound|pup", "cat": "kitten|kitty|tabby", "hamburger": "burger|cheeseburger",
    "racing car": "sports car|race car|formula 1", "automobile": "car", "steaming bowl": "ramen|bowl of ramen|noodles|noodle soup|soup", "soft ice cream": "ice cream cone|softserve", "soccer ball": "football|soccer",
    "bottle with popping cork": "champagne|bottle of champagne|prosecco", "wine glass": "glass of red wine|glass of wine|red wine|wine", "beer mug": "pint of beer|beer|pint|lager", "cooking": "fried egg|frying pan",
    "doughnut": "donut", "honey pot": "honey|jar of honey", "cheese wedge": "cheese", "game die": "dice|die", "chess pawn": "chess piece|chess|pawn", "video game": "video game controller|game controller|gamepad|controller",
    "sports medal": "medal|gold medal", "boxing glove": "boxing gloves", "fire engine": "fire truck|firetruck", "taxi": "cab", "motorcycle": "motorbike", "motor scooter": "vespa|scooter|moped", "sailboat": "sailing boat|boat|yacht",
    "passenger ship": "cruise ship|ocean liner|cruise", "airplane": "plane|aeroplane|jet|aircraft", "flying saucer": "ufo|alien spaceship", "rocket": "space rocket|spaceship|spacecraft", "ringed planet": "saturn|planet",
    "castle": "medieval castle|fortress|palace", "shinto shrine": "torii|torii gate|temple gate|japanese temple", "house with garden": "cottage|cosy cottage|cozy cottage", "hourglass not done": "hourglass",
    "cloud with lightning and rain": "thunderstorm|thunderstorm cloud|thundercloud|storm cloud", "light bulb": "lightbulb|bulb", "television": "tv|telly", "books": "stack of books|pile of books", "closed book": "book", "key": "golden key",
    "crossed swords": "sword|swords", "couch and lamp": "armchair|couch|sofa", "t-shirt": "tshirt|shirt|tee", "necktie": "tie", "high-heeled shoe": "high heels|heels|stiletto", "running shoe": "running shoes|sneaker|sneakers|trainers",
    "ring": "diamond ring|wedding ring|engagement ring", "gem stone": "diamond|gem|jewel|gemstone", "saxophone": "sax", "drum": "drum kit|drums", "musical keyboard": "piano|piano keys|keyboard piano", "headphone": "headphones|earphones",
    "mobile phone": "smartphone|phone|iphone|cell phone|cellphone", "watch": "wristwatch", "umbrella on ground": "beach umbrella|umbrella in the sand|parasol", "Christmas tree": "xmas tree", "jack-o-lantern": "pumpkin|halloween pumpkin",
    "wrapped gift": "gift|present|gift box|birthday present", "mirror ball": "disco ball", "bouquet": "bouquet of flowers|flowers", "potted plant": "bonsai|houseplant|plant pot", "honeybee": "bee|bumblebee", "lady beetle": "ladybug|ladybird",
    "tropical fish": "goldfish|clownfish", "T-Rex": "t-rex|trex|tyrannosaurus|t rex", "sauropod": "dinosaur|dino|brontosaurus|long neck dinosaur", "ewe": "sheep|lamb", "hippopotamus": "hippo", "rhinoceros": "rhino",
    "chipmunk": "squirrel", "Tokyo tower": "eiffel tower|tower", "popcorn": "popcorn bucket", "fire": "flame|campfire|fireplace|bonfire", "birthday cake": "cake", "cupcake": "muffin",
    "french fries": "fries|chips", "spaghetti": "pasta|noodles with sauce", "steak": "", "cut of meat": "steak", "poultry leg": "chicken leg|drumstick", "red apple": "apple", "tangerine": "orange fruit|mandarin|clementine|oranges",
    "hot pepper": "chili|chilli|chili pepper", "ear of corn": "corn|maize|corn cob", "eggplant": "aubergine", "cherries": "cherry", "grapes": "grape", "blueberries": "blueberry", "kiwi fruit": "kiwi", "olive": "olives",
    "peanuts": "peanut|nuts", "bubble tea": "boba", "cocktail glass": "martini|cocktail", "tropical drink": "mojito|pina colada", "glass of milk": "milk", "baby chick": "chick", "deciduous tree": "tree|oak|oak tree",
    "evergreen tree": "pine|pine tree|fir tree|fir|spruce", "palm tree": "palm|coconut tree", "cherry blossom": "sakura", "bicycle": "bike", "locomotive": "train|steam train|steam engine", "delivery truck": "truck|lorry|van",
    "pickup truck": "pickup", "sport utility vehicle": "suv|jeep", "bullet train": "fast train", "bus": "school bus|coach", "ship": "boat ship|freighter", "house": "home", "crescent moon": "moon", "sun": "sunshine sun", "star": "yellow star",
    "snowman": "snow man", "alarm clock": "clock", "mantelpiece clock": "antique clock", "umbrella": "", "closed umbrella": "umbrella", "american football": "rugby ball", "tennis": "tennis ball|tennis racket",
    "bullseye": "dartboard|target", "artist palette": "palette|paint palette", "yarn": "ball of wool|wool", "teddy bear": "teddy|stuffed bear|plush bear", "glasses": "eyeglasses|spectacles", "coat": "jacket", "dress": "gown|wedding dress",
    "man’s shoe": "shoe", "hiking boot": "boot|boots", "crown": "golden crown", "lipstick": "red lipstick", "microphone": "mic", "desktop computer": "computer|pc", "laptop": "notebook computer", "movie camera": "film camera",
    "camera": "photo camera", "candle": "candles", "green salad": "salad|bowl of salad", "koala": "koala bear", "panda": "panda bear", "red paper lantern": "lantern|paper lantern", "envelope": "letter", "pencil": "pencils", "locked": "lock|padlock", "carpentry saw": "saw", "test tube": "vial", "syringe": "needle", "pill": "pills|tablet pill", "chair": "stool",
    "couch": "", "toilet": "loo", "bathtub": "bath", "shopping cart": "trolley", "scroll": "parchment", "money bag": "bag of money|money", "treasure chest": "treasure", "satellite": "sputnik", "snail": "snails", "mouse": "mice",
    "cow": "cattle", "pig": "piglet|hog", "horse": "pony|stallion|mare", "rabbit": "bunny|hare", "bear": "grizzly|brown bear", "bird": "songbird|sparrow|robin", "chicken": "hen", "fish": "trout", "shark": "great white",
    "whale": "blue whale", "turtle": "tortoise", "butterfly": "butterflies", "dragon": "dragons", "unicorn": "unicorns", "deer": "stag|reindeer|doe", "llama": "alpaca", "boar": "wild boar", "leopard": "cheetah|jaguar", "ox": "bull",
    "pretzel": "bretzel|brezel", "croissant": "croissants", "pancakes": "pancake", "dumpling": "gyoza|dumplings", "bread": "loaf|loaf of bread", "baguette bread": "baguette", "egg": "eggs", "cookie": "biscuit", "custard": "pudding|flan", "shallow pan of food": "paella",
    "curry rice": "curry", "cooked rice": "bowl of rice|rice", "sailboat ": "", "canoe": "kayak", "anchor": "anchors", "bell": "bells", "violin": "fiddle|cello", "guitar": "acoustic guitar|electric guitar",
}
"""By hand, before anything was measured on held-out phrasings; "|" between them."""


HOMES = {
    "underwater": frozenset("fish|tropical fish|blowfish|shark|whale|spouting whale|dolphin|octopus|squid|shrimp|lobster|crab|seal|spiral shell|coral|jellyfish|mermaid|anchor|diving mask".split("|")),
    "sea": frozenset("sailboat|speedboat|ferry|passenger ship|canoe|motor boat|ship|ring buoy|oyster".split("|")),
    "sky": frozenset("airplane|small airplane|airplane departure|airplane arrival|helicopter|parachute|balloon|kite|eagle|dove|cloud|rainbow|sun|bird|bat|butterfly".split("|")),
    "space": frozenset("rocket|satellite|flying saucer|alien monster|ringed planet|star|glowing star|shooting star|comet|full moon|crescent moon|telescope".split("|")),
    "snow": frozenset("penguin|snowman|snowman without snow|snowflake|skis|sled|ice skate|snowboarder|polar bear|mammoth".split("|")),
    "desert": frozenset("camel|two-hump camel|cactus|scorpion".split("|")),
}
"""Settings of things that are not at home where most of their group are."""
GROUP_HOMES = {"Food & Drink": "room", "Objects": "room", "Travel & Places": "city"}


def home(name: str) -> str:
    """The setting of a thing of which nothing else is said."""
    return next((setting for setting, things in HOMES.items() if name in things), GROUP_HOMES.get(art.groups().get(name, ""), "meadow"))


def by_hand() -> dict[str, list[str]]:
    return {name.strip(): [word for word in words.split("|") if word] for name, words in SYNONYMS.items() if words}


def keys() -> dict[str, str]:
    """From what people type, in lower case, to the thing's name: names, and what was written by hand."""
    names, _ = art.load()
    found = {spoken(name): name for name in names}
    for name, words in by_hand().items():
        if name in names:
            found.update({word: name for word in words})
    return found


def hints() -> dict[str, str]:
    """Keywords that only one thing has, participles ("baked") left out: for prompts in which nothing is called by its name, because adjectives are among them."""
    names, _ = art.load()
    claims: dict[str, list[str]] = {}
    for name, words in art.keywords().items():
        for word in set(map(spoken, words)) if name in names and name not in SCENERY else ():
            claims.setdefault(word, []).append(name)
    return {word: owners[0] for word, owners in claims.items() if len(owners) == 1 and len(word) > 2 and not word.endswith("ed")}


def spoken(name: str) -> str:
    return name.lower().replace("’", "'").replace("\xa0", " ").replace("_", " ")
