package dev.foresight.learn;

import dev.foresight.Activation;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How an ensemble is shaped and trained; each field can be changed with its {@code withX}, which
 * gives a copy.
 *
 * <pre>{@code
 * TrainerConfig config = TrainerConfig.pets().withHidden(List.of(64, 64, 64)).withEpochs(40);
 * }</pre>
 *
 * @param members that learn
 * @param elites how many of the members come out of a fit, those with the least loss on the data held
 *     out (as in mbrl-lib, Pineda et al. 2021): E of the ensemble
 * @param hidden widths of the hidden layers, first to last; may be empty
 * @param activation after each hidden layer
 * @param epochs most passes over the data in one fit
 * @param batch transitions per gradient step
 * @param learningRate of Adam in the first epoch of a fit
 * @param lastRate what the learning rate falls to in the last epoch, as a share of the first, along half a
 *     cosine (Loshchilov and Hutter 2017, equation 5), which the small noise of a precise system needs; 1
 *     keeps it, as PETS does
 * @param weightDecay coefficient of the squared weights in the loss, {@code weightDecay / 2 * sum
 *     w^2} over every layer's weights but no bias (L2, as PETS)
 * @param nllBeta how much of a transition's variance, as a power in [0, 1], weighs its negative log-likelihood
 *     (beta-NLL, Seitzer et al. 2022, equation 5): 0 is the plain one, as PETS, under which what is predicted precisely
 *     already is learned at the expense of the rest; with 1 means are learned as by least squares
 * @param holdOut share of the transitions that no member learns from, in [0, 0.5]; with 0 there is
 *     no early stopping
 * @param patience epochs without a better hold-out loss after which a fit stops
 * @param threads most threads that train; the result does not depend on it
 * @param seed of the first weights, the hold-out, the bootstraps and the order of the data
 */
public record TrainerConfig(
    int members,
    int elites,
    List<Integer> hidden,
    Activation activation,
    int epochs,
    int batch,
    float learningRate,
    float lastRate,
    float weightDecay,
    float nllBeta,
    float holdOut,
    int patience,
    int threads,
    long seed) {

  /** Checks every field. */
  public TrainerConfig {
    hidden = List.copyOf(hidden);
    Objects.requireNonNull(activation, "activation");
    Check.atLeast("members", members, 1);
    Check.that(
        elites >= 1 && elites <= members,
        "elites is " + elites + "; it must be between 1 and members = " + members);
    Check.that(
        elites == members || holdOut > 0,
        "elites is " + elites + " of " + members + " members, and holdOut is " + holdOut
            + "; raise holdOut, by which elites are chosen");
    hidden.forEach(width -> Check.atLeast("hidden width", width, 1));
    Check.atLeast("epochs", epochs, 1);
    Check.atLeast("batch", batch, 1);
    Check.that(
        learningRate > 0 && learningRate <= 1,
        "learningRate is " + learningRate + "; it must be above 0 and at most 1");
    Check.that(
        lastRate > 0 && lastRate <= 1,
        "lastRate is " + lastRate + "; it must be above 0 and at most 1");
    Check.that(
        weightDecay >= 0 && weightDecay <= 1,
        "weightDecay is " + weightDecay + "; it must be between 0 and 1");
    Check.within("nllBeta", nllBeta, 0, 1);
    Check.that(
        holdOut >= 0 && holdOut <= 0.5f,
        "holdOut is " + holdOut + "; it must be between 0 and 0.5");
    Check.atLeast("patience", patience, 1);
    Check.atLeast("threads", threads, 1);
  }

  /**
   * PETS's half-cheetah ensemble (Chua et al. 2018; handful-of-trials, {@code
   * dmbrl/config/halfcheetah.py}): 5 members of 4 x 200 SiLU units, 5 epochs of batches of 32; here
   * with a tenth of the data held out, a learning rate that falls to a twentieth, and one weight decay for all layers.
   */
  public static TrainerConfig pets() {
    return new TrainerConfig(
        5,
        5,
        List.of(200, 200, 200, 200),
        Activation.SILU,
        5,
        32,
        1e-3f,
        0.05f,
        5e-5f,
        0,
        0.1f,
        5,
        Runtime.getRuntime().availableProcessors(),
        0);
  }

  /** This with another number of members, all of which come out. */
  public TrainerConfig withMembers(int members) {
    return edit(draft -> {
      draft.members = members;
      draft.elites = members;
    });
  }

  /** This with so many of the members to come out of a fit. */
  public TrainerConfig withElites(int elites) {
    return edit(draft -> draft.elites = elites);
  }

  public TrainerConfig withHidden(List<Integer> hidden) {
    return edit(draft -> draft.hidden = hidden);
  }

  public TrainerConfig withActivation(Activation activation) {
    return edit(draft -> draft.activation = activation);
  }

  public TrainerConfig withEpochs(int epochs) {
    return edit(draft -> draft.epochs = epochs);
  }

  public TrainerConfig withBatch(int batch) {
    return edit(draft -> draft.batch = batch);
  }

  public TrainerConfig withLearningRate(float learningRate) {
    return edit(draft -> draft.learningRate = learningRate);
  }

  public TrainerConfig withLastRate(float lastRate) {
    return edit(draft -> draft.lastRate = lastRate);
  }

  public TrainerConfig withWeightDecay(float weightDecay) {
    return edit(draft -> draft.weightDecay = weightDecay);
  }

  public TrainerConfig withNllBeta(float nllBeta) {
    return edit(draft -> draft.nllBeta = nllBeta);
  }

  public TrainerConfig withHoldOut(float holdOut) {
    return edit(draft -> draft.holdOut = holdOut);
  }

  public TrainerConfig withPatience(int patience) {
    return edit(draft -> draft.patience = patience);
  }

  public TrainerConfig withThreads(int threads) {
    return edit(draft -> draft.threads = threads);
  }

  public TrainerConfig withSeed(long seed) {
    return edit(draft -> draft.seed = seed);
  }

  /** Everything else stays as it is. */
  private TrainerConfig edit(Consumer<TrainerDraft> change) {
    TrainerDraft draft = new TrainerDraft(this);
    change.accept(draft);
    return draft.finished();
  }
}
