package dev.xdpasm.dsl;

import dev.xdpasm.object.Bytes;

/**
 * A global variable that programs use.
 *
 * @param name its name, by which Java finds it
 * @param section where it lies: {@code .rodata}, {@code .data} or {@code .bss}
 * @param type what it holds
 * @param initial what it holds at the start
 * @param <F> what it is seen as
 */
public record GlobalRef<F>(String name, String section, Type<?, F> type, Bytes initial) {}
