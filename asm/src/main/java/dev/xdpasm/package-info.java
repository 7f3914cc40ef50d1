/**
 * The ground floor: what every other package may use and throw.
 *
 * <p>Holds the root of all errors, the place in a source that a thing came from, and how files that users name are read. Imports
 * nothing of xdpasm.
 */
@NullMarked
package dev.xdpasm;

import org.jspecify.annotations.NullMarked;
