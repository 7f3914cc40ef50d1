/**
 * Floor 6: submits programs to the kernel and looks after what it holds.
 *
 * <p>What flows in is a {@link dev.xdpasm.object.BpfObject}, whoever made it; what flows out are handles that own what
 * they hold: {@link dev.xdpasm.loader.Bpf} (programs and maps), {@link dev.xdpasm.loader.Attachment} (a program on an
 * interface), {@link dev.xdpasm.loader.NetNamespace}. Each is {@code AutoCloseable}, closing twice does nothing, and
 * what is forgotten is closed by a cleaner that warns. What the kernel refuses is a {@link
 * dev.xdpasm.loader.KernelException} or a {@link dev.xdpasm.loader.VerifierException}, with reasons that were checked.
 *
 * <p>The rooms, by what their files' names begin or end with:
 * <ul>
 *   <li><b>Loading</b>: {@code Bpf}, {@code LoadOptions}; inside {@code ObjectLoader}, then {@code LoadedTypes}, {@code MapLoader},
 *       {@code ProgramLoader}, {@code AttachTarget}, {@code Externs}
 *   <li><b>Programs</b>: {@code LoadedProgram} and one {@code ...Program} a type; {@code RunRequest}, {@code ProgramInfo}, {@code
 *       ProgramDump}, {@code ActionCounts}
 *   <li><b>XDP</b>: {@code Xdp...}, {@code Attachment}, and {@code AttachRecords}, {@code LeftBehind} for what outlives a process
 *   <li><b>Other places</b>: {@code BpfLink}, {@code LinkAttaching}, {@code ...Attachment}, {@code TcFilter}, {@code OpenSocket}
 *   <li><b>Maps</b>: {@code BpfMap} (inside {@code Map...}), {@code Codec...}, and a handle for each kind that is more than keys and
 *       values: {@code Mapped...}, {@code BpfQueue}, {@code RedirectMap}, {@code RingBuffer}, {@code PerfBuffer}...
 *   <li><b>The kernel</b>: {@code Kernel...}, {@code Features}, {@code Tracefs}, {@code Holders}; why it refused: {@code Refusal},
 *       {@code ...Refusal}, {@code Privileges}, {@code Shortage}, {@code XdpCause}, {@code PinReason}
 *   <li><b>The network</b>: {@code NetNamespace}, {@code NetDevice}, {@code VethPair}
 * </ul>
 *
 * <p>They stand in one package because handles of one kind are made of the insides of another, a link of a program's descriptor, a
 * map of maps of a map's: apart, those descriptors would be everyone's to see.
 */
@NullMarked
package dev.xdpasm.loader;

import org.jspecify.annotations.NullMarked;
