/**
 * Environments simulated by MuJoCo (Todorov et al. 2012), and MuJoCo as the model of a planner. Needs
 * libmujoco 2.2.2 and JNA, which nothing else in Foresight does.
 */
package dev.foresight.env.mujoco;
