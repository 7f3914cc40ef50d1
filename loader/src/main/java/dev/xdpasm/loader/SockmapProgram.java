package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.MapType;
import java.util.List;
import java.util.Optional;

/**
 * A program of the sockets in a map (BPF_MAP_TYPE_SOCKMAP or SOCKHASH): {@code sk_skb} sees what they receive (Linux 4.14), {@code
 * sk_msg} what is sent through them (4.17). A socket comes under the programs that the map has when it is put in, by its descriptor
 * ({@link OpenSocket}), and stays under them until it is taken out: a program that is attached later sees nothing of it, and one
 * that is detached still does.
 */
public final class SockmapProgram extends LoadedProgram {
    private final Optional<AttachType> attachType;

    SockmapProgram(Fd fd, String name, KernelId id, Optional<BpfProgram> loadedFrom) {
        super(fd, name, id);
        this.attachType = loadedFrom.flatMap(program -> program.kind().attachType());
    }

    /**
     * Attaches it where its section says: {@link #attach(BpfMap, AttachType)}.
     *
     * @throws BpfException if its section does not say, or it is a pinned one, whose section is not known
     */
    public BpfLink attach(BpfMap<?, ?> sockets) {
        return attach(sockets, ownType());
    }

    /**
     * Attaches it to the sockets of a map by a link, which goes with its last descriptor or pin. Linux 6.10.
     *
     * @param type BPF_SK_SKB_STREAM_PARSER, BPF_SK_SKB_STREAM_VERDICT, BPF_SK_SKB_VERDICT or BPF_SK_MSG_VERDICT
     * @throws KernelException if the kernel refuses, as it does where the map has such a program (EBUSY) or is no map of sockets
     *     (EINVAL)
     */
    public BpfLink attach(BpfMap<?, ?> sockets, AttachType type) {
        return LinkAttaching.attach(
                this,
                sockets + " (" + type.shortName() + ")",
                KernelFeature.SOCKMAP_LINK,
                BpfCommand.BPF_LINK_CREATE,
                fd -> sockets.fd().use(map -> LinkCalls.create(fd, map, type.value(), 0)),
                () -> reason(sockets, type));
    }

    /**
     * Attaches it without a link (BPF_PROG_ATTACH): it stays until it is detached or the map goes.
     *
     * @return what takes it off when closed
     * @throws BpfException if the map has such a program already, which would be replaced; its id is asked for since Linux 5.17
     * @throws KernelException if the kernel refuses
     */
    public SockmapAttachment attachForKeeps(BpfMap<?, ?> sockets) {
        AttachType type = ownType();
        String what = "program " + name() + " could not be attached to " + sockets + " (" + type.shortName() + ")";
        if (reason(sockets, type).isPresent()) {
            throw new BpfException(what + ": " + reason(sockets, type).get());
        }
        long answer = sockets.fd().use(map -> fd().use(fd -> AttachCalls.attach(fd, map, type.value(), 0)));
        if (answer < 0) {
            throw LinkAttaching.refusal(
                    what, KernelFeature.SOCKMAP, BpfCommand.BPF_PROG_ATTACH, answer, LinkAttaching::unknown);
        }
        return new SockmapAttachment(this, sockets, type);
    }

    /** {@return the ids of the programs of the type on the sockets of a map: one or none; none where the kernel does not tell} */
    static List<Integer> attached(BpfMap<?, ?> sockets, AttachType type) {
        AttachCalls.Attached[] found = new AttachCalls.Attached[1];
        sockets.fd().use(map -> {
            found[0] = AttachCalls.query(map, type.value());
            return 0;
        });
        return found[0].programIds();
    }

    private static Optional<String> reason(BpfMap<?, ?> sockets, AttachType type) {
        MapType kind = sockets.spec().type();
        if (kind != MapType.BPF_MAP_TYPE_SOCKMAP && kind != MapType.BPF_MAP_TYPE_SOCKHASH) {
            return Optional.of("it is a map of type " + kind.shortName() + ", expected sockmap or sockhash");
        }
        return attached(sockets, type).stream()
                .findFirst()
                .map(id -> "program " + id + " (" + ProgramInfo.shownName(id) + type.shortName()
                        + ") is on its sockets, which would be replaced: take it off before");
    }

    private AttachType ownType() {
        return attachType.orElseThrow(() -> new BpfException("program " + name()
                + " does not say what of its sockets it sees: attach it with an attach type"));
    }
}
