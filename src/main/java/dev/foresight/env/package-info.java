/**
 * Systems to control, written from their published equations: pendulum, cart-pole, acrobot and
 * reacher.
 *
 * <pre>{@code
 * Environment env = Environments.named("cartpole");
 * float[] observation = env.reset(1);
 * Step step = env.step(new float[] {0.5f});
 * }</pre>
 *
 * <p>An environment is a value: the equations of one step, the reward, the first state and the
 * limits. One class steps them all by evaluating those very formulas, so that what a planner is told
 * of the reward, or of the true dynamics, is what the environment does.
 */
package dev.foresight.env;
