package dev.foresight;

/**
 * A number for a state and an action: a reward or a terminal value, written down ({@link Expr}) or
 * learned ({@link Network}).
 */
public sealed interface ScalarFunction permits Expr, Network {}
