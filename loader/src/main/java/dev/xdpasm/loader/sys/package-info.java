/**
 * Floor 6, inside the loader: the C library and {@code bpf(2)}, and nothing that judges.
 *
 * <p>What flows in are numbers, bytes and file descriptors; what flows out is what the kernel answered, in the kernel's
 * own convention: a result of 0 or more, or a negated errno. Nothing here throws because the kernel refused; the
 * floor's outer package turns a refusal into an error with words. Imports nothing of the loader, and is no API for
 * users.
 */
@NullMarked
package dev.xdpasm.loader.sys;

import org.jspecify.annotations.NullMarked;
