/** Something in the way that a person can clear; printed as it is, without a stack. */
export class Obstacle extends Error {}
