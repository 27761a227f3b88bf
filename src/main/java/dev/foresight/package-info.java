/**
 * Decision-time planning: {@link dev.foresight.Planner} searches a {@link dev.foresight.WorldModel}
 * for the best actions now.
 *
 * <p>Letters used for shapes: B problems planned together, N plans per problem, P particles (futures)
 * per plan, E ensemble members, H horizon, S state elements, A actions, K elites.
 */
package dev.foresight;
