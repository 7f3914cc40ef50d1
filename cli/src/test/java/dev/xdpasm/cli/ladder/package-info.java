/**
 * The ladder: programs that are specified in testdata/ladder, held against test vectors on the running kernel and against what
 * clang makes of their C. {@link dev.xdpasm.cli.ladder.LadderSpec} reads the vectors, {@link dev.xdpasm.cli.ladder.LadderRun}
 * takes an object through them.
 */
@NullMarked
package dev.xdpasm.cli.ladder;

import org.jspecify.annotations.NullMarked;
