package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Why a pin failed, found by looking at the path: bpffs says EPERM to nearly everything. */
final class PinReason {
    /** {@code BPF_FS_MAGIC}, include/uapi/linux/magic.h. */
    private static final long BPF_FS_MAGIC = 0xcafe4a11L;

    private static final Path USUAL_MOUNT = Path.of("/sys/fs/bpf");

    private PinReason() {}

    /** {@return why BPF_OBJ_PIN refused, if it can be seen} */
    static Optional<String> ofPin(Path path, int errno) {
        Path folder = folder(path);
        if (errno == Errno.EEXIST || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("there is something of that name already");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of(noFolder(folder));
        }
        if (!isBpffs(folder)) {
            return Optional.of(folder + " is not on bpffs" + mountAdvice());
        }
        return dotted(path);
    }

    /** {@return why BPF_OBJ_GET refused, if it can be seen} */
    static Optional<String> ofGet(Path path, int errno) {
        Path folder = folder(path);
        if (!Files.isDirectory(folder)) {
            return Optional.of(noFolder(folder));
        }
        if (!isBpffs(folder)) {
            return Optional.of(folder + " is not on bpffs, only there things are pinned" + mountAdvice());
        }
        if (errno == Errno.ENOENT) {
            return Optional.of("nothing is pinned there");
        }
        if (Files.isDirectory(path)) {
            return Optional.of("it is a folder");
        }
        return dotted(path);
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private static String noFolder(Path folder) {
        return "there is no folder " + folder
                + (folder.startsWith(USUAL_MOUNT) && !isBpffs(USUAL_MOUNT) ? mountAdvice() : "");
    }

    /** EPERM of {@code bpf_lookup}, kernel/bpf/inode.c: dots are kept for the kernel's own names. */
    private static Optional<String> dotted(Path path) {
        return path.getFileName().toString().contains(".")
                ? Optional.of("bpffs allows no '.' in a name")
                : Optional.empty();
    }

    private static String mountAdvice() {
        return isBpffs(USUAL_MOUNT)
                ? ""
                : "; it is not mounted on " + USUAL_MOUNT + " either: mount -t bpf bpf " + USUAL_MOUNT;
    }

    /** {@return whether it is on a mounted bpffs} */
    static boolean isBpffs(Path folder) {
        return Syscalls.fileSystem(folder.toString()) == BPF_FS_MAGIC;
    }
}
