package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.uapi.MapType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Programs, maps and links by their names on bpffs, under which they outlive processes. A name is removed like a file
 * ({@link java.nio.file.Files#delete}).
 */
public final class Pins {
    /** What the kernel calls an open program, map or link in /proc/self/fd, and what we do. */
    private enum Kind {
        PROGRAM("anon_inode:bpf-prog"),
        MAP("anon_inode:bpf-map"),
        LINK("anon_inode:bpf-link");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Pins() {}

    /**
     * {@return the program that is pinned there, an {@link XdpProgram} if it is one; the caller closes it} BPF_OBJ_GET,
     * Linux 4.4.
     *
     * @throws BpfException if it is no program
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public static LoadedProgram program(Path path) {
        Fd fd = open(path, Kind.PROGRAM);
        return LoadedProgram.of(fd);
    }

    /**
     * {@return the link that is pinned there; the caller closes it, which leaves it to its pin} BPF_OBJ_GET, Linux 5.7.
     *
     * @throws BpfException if it is no link
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public static BpfLink link(Path path) {
        return BpfLink.of(open(path, Kind.LINK));
    }

    /**
     * {@return the map that is pinned there, its keys and values as bytes; the caller closes it} BPF_OBJ_GET, Linux
     * 4.4.
     *
     * @throws BpfException if it is no map, or of a type that is not in {@link MapType}
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public static BpfMap<byte[], byte[]> map(Path path) {
        Fd fd = open(path, Kind.MAP);
        return MapOpening.of(fd, found -> MapOpening.specOf(fd.what(), found, path.getFileName().toString()));
    }

    /**
     * {@return the map that is pinned there, its keys and values as the codecs read them; the caller closes it}
     *
     * @throws BpfException if it is no map, or the codecs' sizes are not the map's
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public static <K, V> BpfMap<K, V> map(Path path, Codec<K> key, Codec<V> value) {
        BpfMap<byte[], byte[]> map = map(path);
        try {
            return map.as(key, value);
        } catch (RuntimeException e) {
            map.close();
            throw e;
        }
    }

    static void pin(Fd fd, Path path) {
        long answer = fd.use(number -> ObjectCalls.pin(number, path.toString()));
        if (answer < 0) {
            String failed = fd.what() + " could not be pinned to " + path;
            throw PinReason.ofPin(path, (int) -answer)
                    .map(reason -> Refusal.bpf(failed, BpfCommand.BPF_OBJ_PIN, answer, reason))
                    .orElseGet(() -> Refusal.bpf(failed, BpfCommand.BPF_OBJ_PIN, answer, Capability.CAP_BPF));
        }
    }

    private static Fd open(Path path, Kind wanted) {
        long answer = ObjectCalls.get(path.toString());
        if (answer < 0) {
            String failed = "the " + wanted + " pinned to " + path + " could not be opened";
            throw PinReason.ofGet(path, (int) -answer)
                    .map(reason -> Refusal.bpf(failed, BpfCommand.BPF_OBJ_GET, answer, reason))
                    .orElseGet(() -> Refusal.bpf(failed, BpfCommand.BPF_OBJ_GET, answer, Capability.CAP_BPF));
        }
        Fd fd = new Fd((int) answer, "pinned " + wanted + " " + path);
        // Kernels before 6.10 spell a link's with an underline.
        String shown = ProcFiles.link(Path.of("/proc/self/fd/" + answer))
                .map(text -> text.replace('_', '-').replace("anon-inode", "anon_inode"))
                .orElse(wanted.shown);
        if (!shown.equals(wanted.shown)) {
            fd.close();
            String kind = Arrays.stream(Kind.values())
                    .filter(other -> other.shown.equals(shown))
                    .findFirst()
                    .map(Kind::toString)
                    .orElse(shown);
            throw new BpfException("what is pinned to " + path + " is a " + kind + ", not a " + wanted);
        }
        return fd;
    }
}
