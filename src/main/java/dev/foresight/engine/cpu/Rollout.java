package dev.foresight.engine.cpu;

import dev.foresight.Expr;
import dev.foresight.WorldModel;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Normals;
import dev.foresight.compute.SimdRollout;
import dev.foresight.engine.EngineSpec;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One worker's rollout of a tile: some plans of one problem, through one future or all together. */
interface Rollout {
  /**
   * Rolls out {@code plans} plans from {@code first} on and stores their returns, unless it gives up between two
   * steps.
   *
   * @param particle whose future it is; 0 where all are taken together
   */
  void run(EngineArrays arrays, int call, int problem, int particle, int first, int plans);

  /** What workers share. */
  final class Model {
    final EngineSpec spec;
    final BooleanSupplier late;
    final ScalarModel reward;
    final ScalarModel termination;
    final ScalarModel value;
    final ScalarModel violated;
    final PolicyModel policy;
    final boolean valueReadsAction;
    private final Members.Model members;
    private final Transition.Model transition;
    private final NetworkPacker packer;
    private final Optional<SimdRollout> written;

    /**
     * Packs the networks.
     *
     * @param late whether to give up
     */
    Model(EngineSpec spec, NetworkPacker packer, BooleanSupplier late) {
      this.spec = spec;
      this.packer = packer;
      written = packer.vectors().flatMap(simd -> RolloutProgram.of(spec, simd));
      this.late = late;
      WorldModel model = spec.model();
      members = Members.Model.of(spec, packer);
      transition = spec.joint() ? null : Transition.Model.of(spec, members);
      reward = ScalarModel.of(model.reward(), packer);
      termination =
          isZero(model.termination()) ? null : ScalarModel.of(model.termination(), packer);
      value = ScalarModel.of(model.value(), packer);
      valueReadsAction = model.valueReadsAction();
      policy = model.policy().map(network -> new PolicyModel(network, packer)).orElse(null);
      violated = model.constraint().present()
          ? ScalarModel.of(model.constraint().violated(), packer)
          : null;
    }

    static boolean isZero(Expr expr) {
      return expr instanceof Expr.Constant constant && constant.value() == 0;
    }

    /** Of an ensemble or of equations; null for a simulator. */
    Members.Model members() {
      return members;
    }

    /** See {@link NetworkPacker#normals}. */
    Normals normals(Kernels kernels) {
      return packer.normals(kernels);
    }

    int widestTile() {
      return spec.joint() ? members.widestTile() : transition.widestTile();
    }

    /** See {@link Transition.Model#narrowestTile}. */
    int narrowestTile() {
      return spec.joint() ? Kernels.ROWS : transition.narrowestTile();
    }

    /** See {@link Transition.Model#legs}. */
    int legs() {
      return spec.joint() ? 1 : transition.legs();
    }

    /** For a tile that is handed on, of up to {@code width} plans. */
    SingleRollout handedOn(Kernels kernels, int width) {
      Rows rows = Rows.of(spec, width);
      return new SingleRollout(this, transition.on(rows, kernels), rows, kernels);
    }

    /** A worker's own, for tiles of up to {@code width} plans. */
    Rollout on(Kernels kernels, int width) {
      if (written.isPresent()) {
        return new NativeRollout(this, written.get(), kernels);
      }
      if (!spec.joint()) {
        return handedOn(kernels, width);
      }
      Rows rows = Rows.of(spec, width);
      return new JointRollout(this, members.on(rows, kernels), rows, kernels);
    }
  }
}
