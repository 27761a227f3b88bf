/* Random numbers without state: Philox4x32-10 (Salmon et al. 2011), as Randomness.java lays them out. */

/* A stream of one problem and call. */
typedef struct {
  uint call;
  uint stream;
  uint seedHigh;
  uint seedLow;
  uint problem;
} Noise;

/* The words of elements 4 i to 4 i + 3. */
typedef struct {
  uint w0;
  uint w1;
  uint w2;
  uint w3;
} Words;

/* Two standard normal numbers. */
typedef struct {
  float even;
  float odd;
} Normals;

/* Problem counts from 0 in this engine. */
FUNCTION Noise noiseOf(__global const float *arena, const uint stream, const uint problem) {
  Noise noise;
  noise.call = as_uint(arena[CONTROL_AT]);
  noise.stream = stream;
  noise.seedLow = as_uint(arena[CONTROL_AT + 1]);
  noise.seedHigh = as_uint(arena[CONTROL_AT + 2]);
  noise.problem = as_uint(arena[CONTROL_AT + 3]) + problem;
  return noise;
}

FUNCTION Words wordsAt(const Noise noise, const uint block) {
  uint c0 = block;
  uint c1 = noise.call;
  uint c2 = noise.stream;
  uint c3 = noise.seedHigh;
  uint k0 = noise.seedLow;
  uint k1 = noise.problem;
  for (int round = 0; round < 10; round++) {
    const uint high0 = mul_hi(0xD2511F53u, c0);
    const uint low0 = 0xD2511F53u * c0;
    const uint high1 = mul_hi(0xCD9E8D57u, c2);
    const uint low1 = 0xCD9E8D57u * c2;
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  Words words;
  words.w0 = c0;
  words.w1 = c1;
  words.w2 = c2;
  words.w3 = c3;
  return words;
}

/* One element's word. */
FUNCTION uint wordAt(const Noise noise, const uint element) {
  const Words words = wordsAt(noise, element >> 2);
  const uint even = (element & 2u) == 0u ? words.w0 : words.w2;
  const uint odd = (element & 2u) == 0u ? words.w1 : words.w3;
  return (element & 1u) == 0u ? even : odd;
}

/* Within (0, 1]. */
FUNCTION float uniformOf(const uint word) {
  return ((float)(word >> 8) + 0.5f) * 5.9604644775390625e-8f;
}

/* Box and Muller, with the sine and cosine of a whole turn by the polynomials of Cephes. */
FUNCTION Normals normalsOf(const uint word0, const uint word1) {
  const float r = sqrt(-2.0f * log(uniformOf(word0)));
  const float turn = uniformOf(word1);
  const int quarter = (int)(4.0f * turn + 0.5f);
  const float x = (turn - 0.25f * (float)quarter) * 6.28318531f;
  const float z = x * x;
  const float sine =
      ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * x + x;
  const float cosine =
      ((2.443315711809948e-5f * z - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z -
      0.5f * z + 1.0f;
  const float along = (quarter & 1) == 0 ? cosine : -sine;
  const float across = (quarter & 1) == 0 ? sine : cosine;
  const float signedR = (quarter & 2) == 0 ? r : -r;
  Normals normals;
  normals.even = signedR * along;
  normals.odd = signedR * across;
  return normals;
}

/* One element's standard normal number. */
FUNCTION float normalAt(const Noise noise, const uint element) {
  const Words words = wordsAt(noise, element >> 2);
  const int first = (element & 2u) == 0u;
  const Normals normals = normalsOf(first ? words.w0 : words.w2, first ? words.w1 : words.w3);
  return (element & 1u) == 0u ? normals.even : normals.odd;
}
