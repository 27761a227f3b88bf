package dev.foresight.engine;

import dev.foresight.Precision;
import dev.foresight.WorldModel;
import java.util.function.BooleanSupplier;

/**
 * The operations of sampling-based planning on named arrays. An engine may fuse operations or
 * not keep an array, as long as {@link #write} and {@link #read} of the named arrays tell the same
 * story.
 *
 * <p>Not for several threads at once. Arrays are dense, row by row, in the order that {@link
 * ArrayName} gives; those that hold plans have the round's number of plans, not the greatest.
 *
 * <p>Noise is {@link Randomness}, a function of seed, problem, call and index.
 */
public interface Engine extends AutoCloseable {

  /** Sets an array. PLANS, RETURNS, SCORES and WEIGHTS are those of a round of {@code plans}. */
  void write(ArrayName name, int plans, float[] values);

  /** Gets an array. PLANS, RETURNS, SCORES and WEIGHTS are those of a round of {@code plans}. */
  void read(ArrayName name, int plans, float[] into);

  /**
   * Begins an episode of one problem: the mean becomes the middle of the action space, elites,
   * proposals and PREVIOUS none.
   * Under posterior sampling the problem's member is drawn: {@link Randomness#member}. A later model of
   * E members has member {@code drawn % E}.
   *
   * @param episode the number of the episode, which alone tells draws of a problem apart
   */
  void reset(int problem, int episode);

  /**
   * Problem b of this engine is from now on problem {@code firstProblem + b}, whose number keys its noise;
   * before, that of {@link EngineSpec#firstProblem}. Arrays stay as they are.
   */
  void renumber(int firstProblem);

  /**
   * MEAN and ELITES move one step on, STD becomes the initial one, FAILURES 0. The mean's new last
   * step is the middle of the action space, as in PETS: a copy of the old one, once near a bound,
   * would hold the {@link dev.foresight.Bounds#TRUNCATED} spread near 0 for good. The elites' last
   * step stays.
   */
  void shift();

  /**
   * STATE -> PROPOSALS: what the model's policy does along the path that the model takes under
   * {@link dev.foresight.Propagation#E}, from STATE on. The first proposal is the policy's alone; to the
   * actions of the others comes normal noise with the configuration's {@code minStd} for a deviation, as
   * TD-MPC has it for its deterministic policy (Hansen et al. 2022; TD-MPC2's policy learns its own).
   * Every action is clamped to the action space. Nothing without a policy, or without room for proposals.
   */
  void propose(int call);

  /**
   * MEAN, STD, ELITES, PROPOSALS, PREVIOUS -> PLANS. A fresh plan is {@code mean + std noise}; with {@link
   * dev.foresight.Bounds#TRUNCATED} std is first lowered to half the distance from the mean to the
   * nearer bound. Every plan, kept or fresh, is clamped to the action space at last; and then, where
   * actions have a rate, step by step: {@code a_t = clamp(x_t, a_(t-1) - rate, a_(t-1) + rate)}, with
   * PREVIOUS before the first, if there is one.
   */
  void sample(int call, Round round);

  /**
   * STATE, PLANS -> RETURNS, VIOLATIONS. A future whose next state is not finite while its episode lives (the
   * step that ends it included) has a return that is not finite, whatever the reward reads. What
   * comes after an episode's end is ignored, NaN or not. Which futures violate: {@link
   * dev.foresight.Constraint}.
   */
  void rollout(int call, Round round);

  /**
   * Rollouts may be given up when this turns true, which any thread asks between two steps. An engine that
   * cannot stop carries them through.
   */
  default void giveUpWhen(BooleanSupplier late) {}

  /** Whether the last rollout was given up; what RETURNS and VIOLATIONS then hold means nothing. */
  default boolean givenUp() {
    return false;
  }

  /**
   * RETURNS, VIOLATIONS -> SCORES: the risk functional of finite returns; minus infinity for a plan with any
   * non-finite return, and where the functional itself is not a finite float. With a constraint, as
   * {@link Feasibility} says.
   */
  void score(Round round);

  /**
   * SCORES -> WEIGHTS: softmax(score / temperature) over the K best (equal scores: the lower index
   * first), 0 for the others and for every non-finite score. All zero if no score is finite.
   */
  void weigh(Round round);

  /**
   * PLANS, SCORES, WEIGHTS -> MEAN, STD, ELITES, FAILURES. With x the momentum: {@code MEAN = x MEAN
   * + (1 - x) m} with {@code m = sum of weight plan}, and {@code STD = max(floor, x STD + (1 - x) s)}
   * with {@code s^2 = sum of weight (plan - m)^2}. ELITES are the plans of the best finite scores, in
   * the order of {@link #weigh}. A problem whose weights are all zero keeps its MEAN, STD and ELITES,
   * and its FAILURES grow by one.
   */
  void fit(Round round);

  /**
   * STATE, PLANS of a round of one plan -> DISAGREEMENT. At each step the population standard deviation
   * between what all members predict as their mean, in the state's units, along the path of the
   * members' mean ({@link dev.foresight.Propagation#E}), which no termination ends. Where the dynamics
   * are one member nothing is done.
   */
  void disagree();

  /** Returns when all operations so far are done; an engine may put them off until something is read. */
  void finish();

  /**
   * Another model from the next operation on. All arrays stay as they are.
   *
   * @param model of the same sizes
   * @throws IllegalArgumentException if its states, actions or particles are others in number
   */
  void update(WorldModel model);

  /** The precision of the rollout's products: what was asked for, or what this engine has chosen. */
  default Precision precision() {
    return Precision.FP32;
  }

  @Override
  void close();
}
