/**
 * Floor 6: submits programs to the kernel and looks after what it holds.
 *
 * <p>What flows in is a {@link dev.xdpasm.object.BpfObject}, whoever made it; what flows out are handles that own what
 * they hold: {@link dev.xdpasm.loader.Bpf} (programs and maps), {@link dev.xdpasm.loader.Attachment} (a program on an
 * interface), {@link dev.xdpasm.loader.NetNamespace}. Each is {@code AutoCloseable}, closing twice does nothing, and
 * what is forgotten is closed by a cleaner that warns. What the kernel refuses is a {@link
 * dev.xdpasm.loader.KernelException} or a {@link dev.xdpasm.loader.VerifierException}, with reasons that were checked.
 */
@NullMarked
package dev.xdpasm.loader;

import org.jspecify.annotations.NullMarked;
