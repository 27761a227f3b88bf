package dev.foresight.engine;

import dev.foresight.compute.Philox;

/**
 * Where each random number of a plan comes from. One generator, Philox4x32-10 (Salmon et al. 2011),
 * without state: key = (low half of the seed, problem), counter = (block, call, stream, high half of
 * the seed). Element i of a stream is word {@code i % 4} of block {@code i / 4}.
 *
 * <table>
 * <caption>Streams</caption>
 * <tr><th>stream</th><th>element</th><th>meaning</th></tr>
 * <tr><td>iteration (0 to 65535)</td><td>{@code (n * knots + k) * A + a}</td><td>normal: knot k of plan n</td></tr>
 * <tr><td>{@link #MEMBERS}</td><td>{@code p * H + t}</td><td>TS1: member of particle p at step t, {@code
 * word * E >> 32}. TS-infinity: element 0 alone gives an offset o alike; the member is {@code (p + o) %
 * E}</td></tr>
 * <tr><td>{@link #NEXT_STATES}</td><td>{@code (p * H + t) * S + i}</td><td>normal: noise of state i</td></tr>
 * <tr><td>{@link #EPISODES}</td><td>the episode's number</td><td>in call 0: a problem's member for an
 * episode, {@code word * E >> 32}</td></tr>
 * <tr><td>{@link #PROPOSALS}</td><td>{@code (k * steps + t) * A + a}</td><td>normal: noise of the policy's
 * action in proposal k, but for the first</td></tr>
 * </table>
 *
 * <p>Normals come in pairs by Box and Muller from elements 2j and 2j + 1: with {@code u = ((word >>> 8)
 * + 0.5) * 2^-24}, {@code r = sqrt(-2 ln u0)}, they are {@code r cos(2 pi u1)} and {@code r sin(2 pi
 * u1)}.
 *
 * <p>Truncated noise ({@link dev.foresight.Bounds#TRUNCATED}) is {@code T(z) = Q(Phi(-2) + Phi(z)
 * (Phi(2) - Phi(-2)))}, with Phi the normal distribution function and Q its inverse, applied after
 * the time correlation.
 */
public final class Randomness {
  /** Which member carries a particle. */
  public static final int MEMBERS = 1 << 16;

  /** Noise added to next states. */
  public static final int NEXT_STATES = 2 << 16;

  /** Which member a problem has for an episode. */
  public static final int EPISODES = 3 << 16;

  /** Noise added to what the policy proposes. */
  public static final int PROPOSALS = 4 << 16;

  private Randomness() {}

  /**
   * The member that a problem has for an episode under posterior sampling.
   *
   * @param number of the problem, {@code firstProblem + b}
   */
  public static int member(EngineSpec spec, int number, int episode) {
    long seed = spec.config().seed();
    int[] words = new int[4];
    Philox.block(episode >>> 2, 0, EPISODES, (int) (seed >>> 32), (int) seed, number, words);
    return (int) ((words[episode & 3] & 0xFFFFFFFFL) * spec.members() >>> 32);
  }
}
