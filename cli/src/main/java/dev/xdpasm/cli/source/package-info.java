/**
 * Floor 7: programs that Java code makes, for those who have no project: a source file, compiled in memory, or a jar's class.
 *
 * <p>What flows in is the name of a file, what flows out is the {@link dev.xdpasm.object.BpfObject} that a static member of its
 * classes holds or returns, or one line about why there is none, which names the user's Java line. Nothing is written to disk.
 */
@NullMarked
package dev.xdpasm.cli.source;

import org.jspecify.annotations.NullMarked;
