package dev.xdpasm.dsl;

/**
 * A tree of rules that are asked for together.
 *
 * @param first the smallest verdict of any, so that a packet that has a smaller one need not be asked
 * @param root its root in the {@link RuleTable}
 */
record RuleGroup(int first, int root) {}
