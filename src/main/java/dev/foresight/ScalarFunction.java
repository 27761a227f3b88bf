package dev.foresight;

import java.util.List;

/**
 * A number for a state and an action: a reward or a terminal value, written down ({@link Expr}) or
 * learned ({@link Network}, {@link ScalarEnsemble}).
 */
public sealed interface ScalarFunction permits Expr, Network, ScalarEnsemble {

  /** The networks that it is computed by, all of one shape with one output; none for a formula. */
  List<Network> networks();
}
