/**
 * Floor 1: the kernel's numbers under the kernel's own names, as data.
 *
 * <p>Each enum is one {@code enum} (or one family of {@code #define}s) of {@code include/uapi/linux}, so that a search on
 * the web for a name finds the kernel's documentation. Nothing here computes; nothing here knows what an instruction is.
 */
@NullMarked
package dev.xdpasm.uapi;

import org.jspecify.annotations.NullMarked;
