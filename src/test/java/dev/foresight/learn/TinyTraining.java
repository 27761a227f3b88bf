package dev.foresight.learn;

import dev.foresight.Backend;
import dev.foresight.Device;
import dev.foresight.Ensemble;
import java.util.List;

/** Trains so small ensembles that a tool which watches each access to memory is done in seconds. */
final class TinyTraining {
  private TinyTraining() {}

  /** Trains on the backend of that name: opencl, cuda, cpu. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("give one argument, the backend: cpu, opencl or cuda");
    }
    Device device = Device.of(Backend.named(arguments[0]));
    System.out.println(device + ": " + device.describe());
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(18, 5))) {
      TrainerConfig config = TrainerConfig.pets()
          .withMembers(2)
          .withHidden(hidden)
          .withBatch(5)
          .withEpochs(2)
          .withWeightDecay(0.01f)
          .withHoldOut(0);
      EnsembleTrainer trainer =
          new EnsembleTrainer(2, 1, Ensemble.plainFeatures(2, 1), new boolean[2], config, device);
      Training training = trainer.fit(Systems.linear(12, 1, 1), epoch -> {});
      if (training.epochs() != 2 || !Float.isFinite(training.trainLoss())) {
        throw new IllegalStateException("training on " + device + " ended with " + training);
      }
      System.out.println(hidden + ": loss " + training.trainLoss());
    }
    System.out.println("done");
  }
}
