"""The random numbers of a plan, a second time, from the definition in the Java class Randomness."""
import math


def philox(key, counter):
    """Philox4x32-10: four words for a counter of four (Salmon et al. 2011)."""
    c, k = list(counter), list(key)
    for _ in range(10):
        left, right = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [right >> 32 ^ c[1] ^ k[0], right & 0xFFFFFFFF, left >> 32 ^ c[3] ^ k[1], left & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def words(seed, call, problem, stream, count):
    """The first words of a stream."""
    seed &= 0xFFFFFFFFFFFFFFFF
    key = seed & 0xFFFFFFFF, problem
    blocks = [philox(key, (block, call, stream, seed >> 32)) for block in range(-(-count // 4))]
    return [word for block in blocks for word in block][:count]


def normals(seed, call, problem, stream, count):
    """The first standard normal numbers of a stream; an even count."""
    uniform = [((word >> 8) + 0.5) * 2.0**-24 for word in words(seed, call, problem, stream, count)]
    normal = []
    for u, v in zip(uniform[::2], uniform[1::2]):
        r = math.sqrt(-2 * math.log(u))
        normal += [r * math.cos(2 * math.pi * v), r * math.sin(2 * math.pi * v)]
    return normal
