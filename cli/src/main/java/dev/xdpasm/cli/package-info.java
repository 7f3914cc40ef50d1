/**
 * Floor 7: the {@code xdpasm} command, a class a subcommand.
 *
 * <p>What flows in are arguments and files, what flows out is text and an exit status ({@link dev.xdpasm.cli.ExitStatus}).
 * Nothing lives here that a user of the library would miss: a subcommand reads its arguments, calls the library and
 * prints.
 */
@NullMarked
package dev.xdpasm.cli;

import org.jspecify.annotations.NullMarked;
