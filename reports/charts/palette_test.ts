import { assert, assertStringIncludes } from "@std/assert";
import { DARK, LIGHT, type Palette, paletteCss } from "./palette.ts";

type Vector = readonly [number, number, number];

// How colours look without one kind of cone, on linear RGB: G. M. Machado, M. M. Oliveira,
// L. A. F. Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009.
const VISION: Readonly<Record<string, readonly Vector[]>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

// Distances in OKLab, where black to white is 1 and 0.02 is just seen.
const APART_FIRST_FOUR = 0.09;
const APART_ALL = 0.055;

function linear(colour: string): Vector {
  const channel = (start: number): number => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times(matrix: readonly Vector[], [x, y, z]: Vector): Vector {
  const [a, b, c] = matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [a, b, c];
}

/** Björn Ottosson, "A perceptual color space for image processing", 2020. */
function oklab(rgb: Vector): Vector {
  const cones = times([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ], rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Vector);
  return times([
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ], cones.map(Math.cbrt) as unknown as Vector);
}

function distance(a: string, b: string, vision: readonly Vector[]): number {
  const [first, second] = [a, b].map((colour) => oklab(times(vision, linear(colour))));
  return Math.hypot(...first.map((value, index) => value - second[index]));
}

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [low, high] = [a, b]
    .map((colour) => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0] + 0.05)
    .sort((x, y) => x - y);
  return high / low;
}

for (const [theme, palette] of Object.entries({ light: LIGHT, dark: DARK })) {
  Deno.test(`the ${theme} palette keeps series apart for every kind of colour vision`, () => {
    for (const [name, vision] of Object.entries(VISION)) {
      for (let i = 0; i < palette.series.length; i++) {
        for (let j = 0; j < i; j++) {
          const apart = distance(palette.series[i], palette.series[j], vision);
          const wanted = i < 4 ? APART_FIRST_FOUR : APART_ALL;
          assert(apart >= wanted, `${name}: series ${j + 1} and ${i + 1} are ${apart} apart`);
        }
      }
    }
  });

  Deno.test(`the ${theme} palette can be read on its paper`, () => {
    const readable = (colour: string, ratio: number): void =>
      assert(contrast(colour, palette.paper) >= ratio, `${colour} on ${palette.paper}`);
    for (const name of ["ink", "muted", "accent", "good", "bad"] satisfies (keyof Palette)[]) {
      readable(palette[name], 4.5);
    }
    for (const colour of [...palette.series, ...palette.scale]) readable(colour, 3);
  });

  Deno.test(`the ${theme} palette's scale rises in lightness`, () => {
    const lightness = palette.scale.map((colour) => oklab(linear(colour))[0]);
    for (let i = 1; i < lightness.length; i++) assert(lightness[i] > lightness[i - 1]);
  });
}

Deno.test("paletteCss declares every colour", () => {
  assertStringIncludes(paletteCss(LIGHT), `--paper:${LIGHT.paper};`);
  assertStringIncludes(paletteCss(LIGHT), `--series-8:${LIGHT.series[7]};`);
  assertStringIncludes(paletteCss(DARK), `--scale-7:${DARK.scale[6]}`);
});
