package dev.foresight.learn;

import dev.foresight.Activation;
import java.util.List;

/** The fields of a {@link TrainerConfig} while some of them change. */
final class TrainerDraft {
  int members;
  int elites;
  List<Integer> hidden;
  Activation activation;
  int epochs;
  int batch;
  float learningRate;
  float lastRate;
  float weightDecay;
  float nllBeta;
  float holdOut;
  int patience;
  int threads;
  long seed;

  TrainerDraft(TrainerConfig from) {
    members = from.members();
    elites = from.elites();
    hidden = from.hidden();
    activation = from.activation();
    epochs = from.epochs();
    batch = from.batch();
    learningRate = from.learningRate();
    lastRate = from.lastRate();
    weightDecay = from.weightDecay();
    nllBeta = from.nllBeta();
    holdOut = from.holdOut();
    patience = from.patience();
    threads = from.threads();
    seed = from.seed();
  }

  TrainerConfig finished() {
    return new TrainerConfig(
        members,
        elites,
        hidden,
        activation,
        epochs,
        batch,
        learningRate,
        lastRate,
        weightDecay,
        nllBeta,
        holdOut,
        patience,
        threads,
        seed);
  }
}
