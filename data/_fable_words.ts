/** Animals of fables. */
export const people: readonly string[] = [
  "fox",
  "crow",
  "bear",
  "hare",
  "finch",
  "mouse",
  "wolf",
  "heron",
  "badger",
  "beaver",
  "goat",
  "hedgehog",
  "stork",
  "lynx",
  "toad",
  "donkey",
  "raven",
  "squirrel",
  "beetle",
  "swan",
];

/** Traits of the animals. */
export const traits: readonly string[] = [
  "proud",
  "patient",
  "hungry",
  "clever",
  "sleepy",
  "careless",
  "gentle",
  "stubborn",
  "curious",
  "lonely",
  "merry",
  "grey",
  "young",
  "brave",
  "timid",
  "greedy",
];

/** Where fables happen. */
export const places: readonly string[] = [
  "the mill",
  "the river",
  "the old bridge",
  "the orchard",
  "the frozen lake",
  "the market",
  "the edge of the wood",
  "the stone well",
  "the hill",
  "the barn",
  "the harbour",
  "the empty tower",
];

/** Things that the fables are about. */
export const things: readonly string[] = [
  "a lantern",
  "a golden key",
  "a basket of plums",
  "a broken cart",
  "a silver bell",
  "a letter",
  "a loaf of bread",
  "a warm coat",
  "a map",
  "a jar of honey",
  "a drum",
  "a coil of rope",
  "a mirror",
  "a sack of grain",
];

/** Sentences with slots: a and b are the animals, x and y their traits. */
export const sentences: Readonly<Record<"opening" | "middle", readonly string[]>> = {
  opening: [
    "Once upon a time a {x} {a} and a {y} {b} met near {place}.",
    "In a hard winter the {x} {a} found {thing} at {place}, and the {y} {b} saw it.",
    "A {x} {a} who lived by {place} was known to every {b} in the land.",
    "Long ago, before there was a road to {place}, a {y} {b} asked a {x} {a} for {thing}.",
    "Every morning the {x} {a} carried {thing} to {place}, where the {y} {b} slept.",
    "The {y} {b} had lost {thing}, and nobody but the {x} {a} would help.",
  ],
  middle: [
    '"Give me {thing}," said the {b}, "and I will show you {place}."',
    "The {a} thought about it for three days and said nothing.",
    "But the {b} was {y}, and the {a} knew it well.",
    "Then the wind rose over {place}, and the {a} began to laugh.",
    '"What is {thing} worth," asked the {a}, "to a {b} who is {y}?"',
    "The {b} went around {place} twice and came back with empty hands.",
    "So they sat down together, the {a} on the left and the {b} on the right.",
    "When night fell, the {a} hid {thing} under a stone.",
    '"I am only {x}," the {a} answered, "but you are {y} as well."',
    "At last the {b} grew tired and told the truth about {thing}.",
    "Neither the {a} nor the {b} would be the first to leave {place}.",
    "The {a} counted to ten, and the {b} counted to twenty.",
    "They agreed to share {thing}, though the {b} wanted the larger part.",
    "A stranger came to {place} and asked the {b} for the way.",
    '"Nobody," said the {b}, "has ever called me {y} before."',
    "The {a} ran to {place} as fast as it could.",
    "And because the {a} was {x}, it gave {thing} to the stranger.",
    "The next day the {b} could not remember where {place} was.",
  ],
};

/** How fables end. */
export const endings: readonly string[] = [
  "And that is why the {a} and the {b} never speak of {thing}.",
  "Since then the {x} {a} and the {y} {b} have been friends.",
  "A {x} {a} may lose {thing}, but it does not lose its way.",
  "Whoever goes to {place} can still hear the {b} complain.",
  "It is better to be {x} with little than {y} with {thing}.",
  "So the {a} learned what every {b} knows.",
  "Thus they parted at {place}, each a little wiser.",
];
