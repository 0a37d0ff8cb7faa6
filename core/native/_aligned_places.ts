const alignment = 64;

/** Where pieces of so many bytes begin, one after the other on cache lines, and the bytes of all. */
export function alignedPlaces(
  sizes: readonly number[],
): { readonly places: readonly number[]; readonly bytes: number } {
  let bytes = 0;
  const places = sizes.map((size) => {
    const place = bytes;
    // Kernels write whole vectors, past the end of a piece.
    bytes = Math.ceil((bytes + size + 16) / alignment) * alignment;
    return place;
  });
  return { places, bytes };
}
