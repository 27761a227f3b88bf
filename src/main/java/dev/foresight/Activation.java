package dev.foresight;

/** The nonlinearity after a dense layer. */
public enum Activation {
  IDENTITY,
  RELU,
  /** {@code x} above 0, {@code 0.01 x} below. */
  LEAKY_RELU,
  TANH,
  SIGMOID,
  /** {@code x * sigmoid(x)}, also called swish. */
  SILU
}
