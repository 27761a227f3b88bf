package dev.foresight.learn;

/**
 * One episode of the loop.
 *
 * @param trial counted from 1
 * @param steps carried out
 * @param ret the return: the sum of its rewards
 * @param training what preceded it, or null where actions were random
 * @param planSeconds spent planning
 * @param solved whether the return reached what is asked, with planned actions
 */
public record Trial(
    int trial, int steps, float ret, Training training, double planSeconds, boolean solved) {}
