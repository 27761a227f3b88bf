package dev.foresight.engine.cpu;

import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Workers;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Randomness;
import dev.foresight.engine.Round;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The engine on the CPU: operations are split into tiles that workers share out. Sampling runs over
 * (problem, block of plans), the rollout over (problem, particle, block of plans) or, where particles
 * are taken together, over (problem, block of plans), the others over problems. A plan's numbers do not depend on its tile or its worker.
 */
public final class CpuEngine implements Engine {
  private static final int BLOCK = Kernels.ROWS;

  private final Supplier<Kernels> kernels;
  private final Supplier<NetworkPacker> packers;
  private final EngineArrays arrays;
  private final Known known;
  private final Workers workers;
  private final Sampler[] samplers;
  private final Fitter[] fitters;
  private final Disagreement[] disagreements;
  private final Proposer[] proposers;
  private EngineSpec spec;
  private NetworkPacker packer;
  private Rollouts rollouts;

  // What the running operation is about, so that its tasks are made once and not per call.
  private int call;
  private Round round;
  private BooleanSupplier late = () -> false;
  private volatile boolean givenUp;
  private final Workers.Task sampleTask = this::sampleBlock;
  private final Workers.Task proposeTask = this::proposeBlock;
  private final Workers.Task rolloutTask = this::rollPart;
  private final Workers.Task scoreTask = this::scoreProblem;
  private final Workers.Task disagreeTask = this::disagreeTile;
  private final Workers.Task weighTask = this::weighProblem;
  private final Workers.Task fitTask = this::fitPart;

  /** Opens an engine with the fastest kernels there are, and native code if there is any. */
  public CpuEngine(EngineSpec spec) {
    this(
        spec,
        Kernels::create,
        () -> NetworkPacker.fastest(spec.precision().orElse(Precision.FP32)));
  }

  /** Opens an engine with kernels of the caller's choice, for networks, too. */
  public CpuEngine(EngineSpec spec, Supplier<Kernels> kernels) {
    this(spec, kernels, () -> NetworkPacker.with(kernels.get()));
  }

  /**
   * Opens an engine that evaluates networks in the caller's way.
   *
   * @param packers gives one for each model, which is closed when the model is no longer used
   */
  public CpuEngine(EngineSpec spec, Supplier<Kernels> kernels, Supplier<NetworkPacker> packers) {
    this.spec = spec;
    this.kernels = kernels;
    this.packers = packers;
    arrays = new EngineArrays(spec);
    known = new Known(arrays);
    samplers = new Sampler[spec.threads()];
    fitters = new Fitter[spec.threads()];
    disagreements = new Disagreement[spec.threads()];
    proposers = new Proposer[spec.threads()];
    for (int i = 0; i < spec.threads(); i++) {
      fitters[i] = new Fitter(spec, kernels.get());
    }
    prepareRollouts();
    for (int i = 0; i < spec.threads(); i++) {
      Kernels own = kernels.get();
      samplers[i] = new Sampler(spec, own, packer.normals(own));
    }
    workers = new Workers(spec.threads());
    for (int b = 0; b < spec.problems(); b++) {
      reset(b, 0);
    }
  }

  private void prepareRollouts() {
    packer = packers.get();
    spec.requirePrecision(packer.precision(), "this engine on the CPU");
    Rollout.Model model = new Rollout.Model(spec, packer, this::tooLate);
    rollouts = new Rollouts(model, packer.tile(), arrays, kernels);
    for (int i = 0; i < spec.threads(); i++) {
      disagreements[i] =
          spec.members() > 1 ? new Disagreement(spec, model.members(), kernels.get()) : null;
      proposers[i] = spec.proposes() ? new Proposer(spec, model, kernels.get()) : null;
    }
  }

  @Override
  public void write(ArrayName name, int plans, float[] values) {
    known.forget();
    arrays.write(name, plans, values);
  }

  @Override
  public void read(ArrayName name, int plans, float[] into) {
    arrays.read(name, plans, into);
  }

  @Override
  public void reset(int problem, int episode) {
    known.forget();
    arrays.members[problem] = Randomness.member(spec, arrays.number(problem), episode);
    arrays.reset(problem);
  }

  @Override
  public void renumber(int firstProblem) {
    known.forget();
    arrays.firstProblem = firstProblem;
  }

  @Override
  public void shift() {
    known.forget();
    arrays.shift();
  }

  @Override
  public void propose(int call) {
    this.call = call;
    if (spec.proposes()) {
      workers.run(spec.problems() * proposalBlocks(), proposeTask);
    }
  }

  private int proposalBlocks() {
    return (spec.config().proposals() + Proposer.BLOCK - 1) / Proposer.BLOCK;
  }

  private void proposeBlock(int index, int worker) {
    int blocks = proposalBlocks();
    proposers[worker].run(arrays, call, index / blocks, index % blocks * Proposer.BLOCK);
  }

  @Override
  public void sample(int call, Round round) {
    this.call = call;
    this.round = round;
    workers.run(spec.problems() * blocks(round), sampleTask);
  }

  private void sampleBlock(int index, int worker) {
    int blocks = blocks(round);
    samplers[worker].run(arrays, call, round, index / blocks, index % blocks * BLOCK);
  }

  @Override
  public void rollout(int call, Round round) {
    this.call = call;
    this.round = round;
    givenUp = false;
    workers.run(rollouts.cut(round.plans()), rolloutTask);
    if (round.plans() > 1 && !givenUp) {
      known.rolledOut(call);
    }
  }

  @Override
  public void giveUpWhen(BooleanSupplier late) {
    this.late = late;
  }

  @Override
  public boolean givenUp() {
    return givenUp;
  }

  @Override
  public Precision precision() {
    return packer.precision();
  }

  /** Whether the rollout is to be given up; once it is, for all workers. */
  private boolean tooLate() {
    if (!givenUp && late.getAsBoolean()) {
      givenUp = true;
    }
    return givenUp;
  }

  private void rollPart(int part, int worker) {
    if (round.plans() > 1 || !known.recall(rollouts.problem(part), call)) {
      rollouts.run(part, worker, call);
    }
  }

  private static int blocks(Round round) {
    return (round.plans() + BLOCK - 1) / BLOCK;
  }

  @Override
  public void score(Round round) {
    this.round = round;
    workers.run(spec.problems(), scoreTask);
  }

  private void scoreProblem(int problem, int worker) {
    fitters[worker].score(arrays, round, problem, spec);
  }

  @Override
  public void weigh(Round round) {
    this.round = round;
    workers.run(spec.problems(), weighTask);
  }

  private void weighProblem(int problem, int worker) {
    fitters[worker].weigh(arrays, round, problem);
  }

  @Override
  public void fit(Round round) {
    this.round = round;
    workers.run(spec.problems() * Fitter.parts(arrays), fitTask);
  }

  private void fitPart(int index, int worker) {
    int problem = index / Fitter.parts(arrays);
    int part = index % Fitter.parts(arrays);
    boolean any = fitters[worker].fit(arrays, round, problem, part);
    if (part == 0 && any) {
      known.fitted(problem, fitters[worker].keep(arrays, round, problem));
    } else if (part == 0) {
      arrays.failures[problem]++;
      known.fitted(problem, -1);
    }
  }

  @Override
  public void disagree() {
    if (spec.members() > 1) {
      int tiles = (spec.problems() + Disagreement.PROBLEMS - 1) / Disagreement.PROBLEMS;
      workers.run(tiles, disagreeTask);
    }
  }

  private void disagreeTile(int tile, int worker) {
    disagreements[worker].run(arrays, tile * Disagreement.PROBLEMS);
  }

  /** Every operation is done when it returns. */
  @Override
  public void finish() {}

  @Override
  public void update(WorldModel model) {
    spec = spec.withModel(model);
    known.forget();
    packer.close();
    prepareRollouts();
  }

  /** Ends the workers. */
  @Override
  public void close() {
    workers.close();
    packer.close();
  }
}
